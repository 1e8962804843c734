/** Whether a cell can hold anything that screening looks for: most cells of tables are short numbers. */
export const isTelling = (value: string): boolean => value.length > 2 && !/^[-+]?\d{1,4}(?:[.,]\d+)?%?$/.test(value);
