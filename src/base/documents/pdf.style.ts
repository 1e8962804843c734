import type { TextStyle } from './pdf.flow.js';

export const COLOR = {
  text: '#1b1f24',
  quiet: '#59636e',
  accent: '#1f4e79',
  line: '#c9d1d9',
  shade: '#eef2f6',
} as const;

const style = (font: TextStyle['font'], size: number, leading: number, color: string): TextStyle => ({
  font,
  size,
  leading,
  color,
});

export const STYLE = {
  title: style('semibold', 20, 26, COLOR.accent),
  subtitle: style('regular', 11, 16, COLOR.quiet),
  heading1: style('semibold', 14, 19, COLOR.accent),
  heading2: style('semibold', 11.5, 16, COLOR.text),
  heading3: style('semibold', 10, 14, COLOR.quiet),
  body: style('regular', 10, 14.5, COLOR.text),
  term: style('semibold', 9.5, 14.5, COLOR.text),
  caption: style('italic', 9, 13, COLOR.quiet),
  columnLabel: style('semibold', 9, 12.5, COLOR.text),
  cell: style('regular', 9, 12.5, COLOR.text),
  noteTitle: style('semibold', 9, 13, COLOR.accent),
  note: style('regular', 9, 13, COLOR.text),
  foot: style('regular', 8, 11, COLOR.quiet),
} as const satisfies Record<string, TextStyle>;
