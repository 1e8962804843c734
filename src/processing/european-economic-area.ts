/** The member states of the European Union, and Iceland, Liechtenstein and Norway (ISO 3166-1 alpha-2). */
const countries = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/** Whether personal data may go to a country without a basis of Chapter V GDPR. */
export const isInEuropeanEconomicArea = (country: string): boolean => countries.has(country);
