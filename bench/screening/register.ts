/** The register of the tenant whose comments these are. */
export const register = [
  ['Ingrid', 'Solheim'],
  ['Torbjørn', 'Aasen'],
  ['Elin', 'Sjöberg'],
  ['Gustaf', 'Norling'],
  ['Päivi', 'Korhonen'],
  ['Jukka', 'Lehtinen'],
  ['Kersti', 'Tamberg'],
  ['Rasmus', 'Vaher'],
  ['Sanne', 'Hoekstra'],
  ['Joost', 'Wiersma'],
  ['Oliver', 'Hathaway'],
  ['Freya', 'Lindqvist'],
  // Names that are everyday words.
  ['Bjørn', 'Stein'],
  ['Liv', 'Dag'],
  ['Meri', 'Mäki'],
  ['Lind', 'Ek'],
  ['Rose', 'Hill'],
  ['Tamm', 'Saar'],
  ['Jan', 'Bakker'],
  ['Will', 'May'],
].map(([givenName = '', familyName = '']) => ({ givenName, familyName }));
