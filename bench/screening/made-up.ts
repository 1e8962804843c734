import { countrySpecs, isValidIBAN } from 'ibantools';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Locale } from '../../src/base/locale.js';
import type { Draw } from './draw.js';
import { aDay, type Day, ids, two } from './made-up-ids.js';

const COUNTRY: Readonly<Record<Locale, string>> = { nb: 'NO', sv: 'SE', fi: 'FI', et: 'EE', nl: 'NL', en: 'NL' };

/** Where the tenant is whose comments are in a language. */
export const countryOf = (locale: Locale): string => COUNTRY[locale];

/**
 * Telephone numbers: in Sweden from the ranges that the Post and Telecom Authority keeps for fiction; elsewhere the first hundred of a
 * series (…00 ##), which no regulator keeps free but hardly anybody is given. Written as people write them.
 */
const telephones: Readonly<Record<string, readonly string[]>> = {
  NO: [
    '990 00 0##',
    '99 00 00 ##',
    '910000##',
    '+47 400 00 0##',
    '004791000###',
    '22 00 00 ##',
    '+47 22 00 00 ##',
    '(+47) 480 00 0##',
  ],
  SE: [
    '070-174 06 ##',
    '070 174 06 ##',
    '07017406##',
    '+46 70 174 06 ##',
    '08-465 004 ##',
    '031-390 06 ##',
    '+46 (0)70-174 06 ##',
    '0046701740 6##',
  ],
  FI: [
    '040 000 00##',
    '0400000###',
    '+358 40 000 00##',
    '050-000 0###',
    '09 000 00##',
    '+35850000####',
    '045 000 0###',
    '(09) 000 0##',
  ],
  EE: [
    '5900 00##',
    '590000##',
    '+372 5900 00##',
    '600 00##',
    '+372 600 0###',
    '+3725900####',
    '5800 0###',
    '00372 5900 00##',
  ],
  NL: [
    '06 10 00 00 ##',
    '06-100000##',
    '06100000##',
    '+31 6 100 000 ##',
    '020-700 00 ##',
    '020 70 000 ##',
    '+31 (0)6 10 00 00 ##',
    '0031 6 1000 00##',
  ],
};

const streets: Readonly<Record<string, readonly string[]>> = {
  NO: [
    'Storgata #, 0155 Oslo',
    'Karl Johans gate 1#B, 0154 Oslo',
    'Nedre Bakklandet 2#, 7014 Trondheim',
    'Kirkeveien 6#',
    'Øvre Slottsgate 1#, H0201, 0157 Oslo',
    'Postboks 1#4, 5003 Bergen',
  ],
  SE: [
    'Storgatan 1#, 114 55 Stockholm',
    'Lilla Vägen 4#A, 41321 Göteborg',
    'Drottninggatan 5#, lgh 1201, SE-111 21 Stockholm',
    'Björkstigen #',
    'Box 5#2, 101 30 Stockholm',
    'Östra Hamngatan 1#',
  ],
  FI: [
    'Mannerheimintie 1# A 5, 00100 Helsinki',
    'Koivukuja #, 33100 Tampere',
    'Hämeenkatu 2#',
    'Pitkäkatu 3# as 4, FI-65100 Vaasa',
    'Rantapolku 1#, 20100 Turku',
    'PL 2#, 00101 Helsinki',
  ],
  EE: [
    'Narva mnt 5-1#, 10117 Tallinn',
    'Pikk tn 2#, 10123 Tallinn',
    'Ülikooli 1#, 51003 Tartu',
    'Pärnu maantee 4#',
    'Kase tänav #, Pärnu 80010',
    'Lai põik 3-#',
  ],
  NL: [
    'Kerkstraat 1#, 1017 GA Amsterdam',
    'Laan van Meerdervoort 2#4, 2517AA Den Haag',
    'Prinsengracht 2#3',
    'Dorpsweg #a, 3083 LB Rotterdam',
    'Postbus 1#5, 3500 AD Utrecht',
    'Molendijk 4#-2',
  ],
};
const english = [
  '12 Mill Lane, Oxford OX1 2AB',
  '2# Elm Street, Springfield, IL 62701',
  '1# Station Road',
  '40# Maple Avenue Apt. 5',
  '7 King Street, London SW1A 1AA',
  'P.O. Box 1#4, Springfield, IL 62701',
];

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  nb: ['januar', 'mars', 'oktober', 'desember'],
  sv: ['januari', 'mars', 'augusti', 'oktober'],
  fi: ['tammikuuta', 'maaliskuuta', 'elokuuta', 'joulukuuta'],
  et: ['jaanuar', 'märts', 'august', 'detsember'],
  nl: ['januari', 'maart', 'augustus', 'oktober'],
  en: ['January', 'March', 'August', 'October'],
};

function date(draw: Draw, locale: Locale, { year, month, day }: Day): string {
  const dot = locale === 'nl' || locale === 'et' || locale === 'en' ? '' : '.';
  return draw.of([
    `${day}.${month}.${year}`,
    `${two(day)}.${two(month)}.${year}`,
    `${year}-${two(month)}-${two(day)}`,
    `${two(day)}/${two(month)}/${year}`,
    `${day}${dot} ${draw.of(MONTHS[locale])} ${year}`,
  ]);
}

function iban(draw: Draw): string {
  const country = draw.of(['NO', 'SE', 'FI', 'EE', 'NL', 'DK', 'DE', 'GB']);
  const spec = countrySpecs[country];
  const bank = country === 'NL' || country === 'GB' ? 'TEST' : '';
  const account = () => bank + draw.digits((spec?.chars ?? 0) - 4 - bank.length);
  const number = draw.until(
    () => {
      const bban = account();
      const digits = [...`${bban}${country}00`].map((character) => Number.parseInt(character, 36)).join('');
      return `${country}${two(98 - Number(BigInt(digits) % 97n))}${bban}`;
    },
    (made) => isValidIBAN(made),
  );
  return draw.of([number, number.replace(/.{4}(?=.)/g, '$& '), number.toLowerCase()]);
}

const ip = (draw: Draw): string =>
  draw.of([
    draw.fill(`192.0.2.${draw.below(256)}`),
    `198.51.100.${draw.below(256)}`,
    `203.0.113.${draw.below(256)}`,
    `2001:db8::${draw.below(65536).toString(16)}`,
    `2001:db8:${draw.below(65536).toString(16)}:0:0:8a2e:370:${draw.below(65536).toString(16)}`,
    `::ffff:192.0.2.${draw.below(256)}`,
  ]);

const email = (draw: Draw): string => {
  const name = draw.of([
    'kari.nordmann',
    'o.hansen',
    'anna_liisa',
    'jan-piet+school',
    "d'arcy",
    'åse.ødegård',
    'maarika1987',
    'X',
    'post',
  ]);
  return `${name}@${draw.of(['example.com', 'post.example.org', 'skole.example', 'blåbær.example', 'a-b.example.net'])}`;
};

/** What takes the places in the sentences: each is drawn for the language and the country of its tenant. */
export const madeUp: Readonly<Record<string, (draw: Draw, locale: Locale) => string>> = {
  email,
  ip,
  iban,
  id: (draw, locale) => (ids[countryOf(locale)] ?? ids['NO'])?.(draw) ?? '',
  phone: (draw, locale) => {
    const country = countryOf(locale);
    const forms = telephones[country] ?? [];
    return draw.until(
      () => draw.fill(draw.of(forms)),
      (made) => parsePhoneNumberFromString(made.replace('(0)', ''), country as 'NO')?.isPossible() ?? false,
    );
  },
  dob: (draw, locale) => date(draw, locale, aDay(draw)),
  address: (draw, locale) => draw.fill(draw.of(locale === 'en' ? english : (streets[countryOf(locale)] ?? english))),
  date: (draw, locale) => date(draw, locale, { ...aDay(draw), year: 2020 + draw.below(7) }),
  order: (draw) =>
    draw.of([
      `4${draw.digits(7)}`,
      draw.digits(10),
      draw.digits(11),
      `${2020 + draw.below(7)}-${draw.digits(5)}`,
      `SO-${draw.digits(6)}`,
    ]),
  sum: (draw) =>
    draw.of([
      `${1 + draw.below(99)} ${draw.digits(3)},00`,
      `${1 + draw.below(9)} ${draw.digits(3)} ${draw.digits(3)}`,
      `${1 + draw.below(999)}.${draw.digits(3)},50`,
      `${1 + draw.below(9999)},90`,
    ]),
  period: (draw) => draw.of(['2021-2022', '2023/2024', '2019–2020']),
  version: (draw) =>
    draw.of([
      `${draw.below(20)}.${draw.below(20)}.${draw.below(9)}.${draw.below(30)}`,
      `10.0.${draw.below(30)}.${draw.below(255)}`,
      `${draw.below(9)}.${draw.below(20)}.${draw.below(20)}`,
    ]),
  isbn: (draw) =>
    draw.of([
      `978-82-${draw.digits(2)}-${draw.digits(5)}-${draw.below(10)}`,
      `978${draw.digits(10)}`,
      `82-${draw.digits(2)}-${draw.digits(5)}-X`,
    ]),
  org: (draw, locale) =>
    draw.fill(
      draw.of(
        {
          nb: ['9## ### ###', '8########'],
          sv: ['556###-####', '202100-####'],
          fi: ['#######-#'],
          et: ['1#######'],
          nl: ['########'],
          en: ['0#######'],
        }[locale],
      ),
    ),
  kid: (draw) => draw.of([draw.digits(7), draw.digits(12), draw.digits(15), draw.fill('# ##### ##### #####')]),
  account: (draw) => draw.fill('#### ## #####'),
  giro: (draw) => draw.fill(draw.of(['###-####', '####-####'])),
  ean: (draw) => draw.fill('70############').slice(0, 13),
  serial: (draw) => draw.fill(draw.of(['C02########', '35####-##-######-#', '##########', 'JJD000########'])),
  mac: (draw) => Array.from({ length: 6 }, () => draw.below(256).toString(16).padStart(2, '0')).join(':'),
  nine: (draw) => draw.digits(9),
  badid: (draw, locale) => {
    const right = madeUp['id']?.(draw, locale) ?? '';
    const last = right.at(-1) ?? '';
    return `${right.slice(0, -1)}${/\d/.test(last) ? (Number(last) + 1 + draw.below(8)) % 10 : last === 'A' ? 'B' : 'A'}`;
  },
};
