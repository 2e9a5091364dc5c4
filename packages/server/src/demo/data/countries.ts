/**
 * Words to make companies and persons of. Place names are put together from two halves, so that no company of this
 * world is meant. Telephone numbers come from the ranges that regulators keep for fiction (Britain, Germany, Sweden) or
 * begin as no subscriber's number does (Norway, Denmark, Netherlands); VAT numbers break their country's rules.
 */
import type { Dice } from './random.ts';

export const countryCodes = ['NO', 'SE', 'DK', 'DE', 'NL', 'GB'] as const;
export type CountryCode = (typeof countryCodes)[number];

export interface City {
  readonly name: string;
  readonly zip: string;
  /** `#` stands for any digit. */
  readonly phone: string;
}
export interface Country {
  /** Of 100 companies, so many. */
  readonly share: number;
  readonly firstHalves: readonly string[];
  readonly secondHalves: readonly string[];
  readonly streets: readonly string[];
  readonly numberFirst: boolean;
  /** Word and business. */
  readonly trades: readonly (readonly [string, string])[];
  readonly forms: readonly string[];
  readonly cities: readonly City[];
  readonly mobile: string;
  readonly vat: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');
const trades = (text: string): Country['trades'] =>
  text.split(', ').map((pair) => {
    const [word = '', business = ''] = pair.split(':');
    return [word, business];
  });
const cities = (phone: string, text: string): readonly City[] =>
  text.split(', ').map((pair) => {
    const [name = '', zip = '', own] = pair.split(':');
    return { name, zip, phone: own ?? phone };
  });

export const countries: Readonly<Record<CountryCode, Country>> = {
  NO: {
    share: 32,
    firstHalves: words(
      'Bjørke Ekorn Fjære Granne Hauke Kvelds Lyng Mose Nauste Orre Rype Skarv Svarte Tinde Ulve Vette',
    ),
    secondHalves: words('bakken dalen hammer holmen lia moen neset odden rud stad tveit vika våg åsen'),
    streets: ['veien', 'gata', 'bakken'],
    numberFirst: false,
    trades: trades(
      'Maskin:Manufacturing, Trevare:Manufacturing, Elektro:Construction, Bygg:Construction, Transport:Transport, Data:IT, Emballasje:Manufacturing, Sjømat:Food, Rør:Construction, Kontor:Retail, Renhold:Services, Energi:Energy',
    ),
    forms: ['AS', 'AS', 'AS', 'ANS'],
    cities: cities(
      '+47 01 ## ## ##',
      'Oslo:0161, Bergen:5014, Trondheim:7011, Stavanger:4006, Tromsø:9008, Drammen:3015, Hamar:2317, Bodø:8006, Ålesund:6002',
    ),
    mobile: '+47 19 ## ## ##',
    vat: 'NO 0## ### ### MVA',
    firstNames: words(
      'Anne Astrid Bente Eirik Gunnhild Håkon Ingrid Jonas Kari Kjetil Lars Liv Marit Morten Nina Ola Ragnhild Sigurd Silje Sindre Solveig Tor Trygve Øystein',
    ),
    lastNames: words(
      'Aasheim Bakke Berge Dahlen Eikeland Foss Grønvold Haugland Iversen Kvamme Lunde Moen Nygård Opsahl Rønning Sandvik Skogen Solberg Strand Tangen Ulvestad Vatne Ødegård Østby',
    ),
  },
  SE: {
    share: 20,
    firstHalves: words('Björk Ekorr Fager Grans Hassel Ljungs Mossa Nors Orr Ripp Stens Svart Tjäder Uggle Vass Älgs'),
    secondHalves: words('backa berga bro dala fors hult lunda måla näs sjö torp vik ås ö'),
    streets: ['vägen', 'gatan', 'stigen'],
    numberFirst: false,
    trades: trades(
      'Verkstad:Manufacturing, Trä:Manufacturing, El:Construction, Bygg:Construction, Åkeri:Transport, Data:IT, Plåt:Manufacturing, Livs:Food, Kontor:Retail, Städ:Services, Energi:Energy',
    ),
    forms: ['AB'],
    cities: cities(
      '',
      'Stockholm:111 29:+46 8 465 004 ##, Göteborg:411 05:+46 31 390 06 ##, Malmö:211 20:+46 40 628 04 ##, Kiruna:981 31:+46 980 319 5#',
    ),
    mobile: '+46 70 174 06 4#',
    vat: 'SE0#########01',
    firstNames: words(
      'Agneta Anders Birgitta Björn Cecilia Elin Fredrik Gunilla Gustav Hanna Johan Karin Lena Magnus Maja Nils Oskar Pernilla Rikard Sofia Stig Tove Ulf Åsa',
    ),
    lastNames: words(
      'Ahlgren Bergvall Blomqvist Dahlström Ekdahl Forsman Granat Hallgren Isaksson Kjellberg Lindahl Malm Norén Olander Palmgren Rosén Sjödin Sundin Tärnlund Wallin Wikner Åkerman Öberg Östlund',
    ),
  },
  DK: {
    share: 14,
    firstHalves: words('Birke Egern Fyrre Grønne Hassel Lærke Mose Nørre Rugs Skade Sorte Tranes Ugle Vibe'),
    secondHalves: words('borg bæk gård holm høj kær lund mark næs rup skov sund toft ørred'),
    streets: ['vej', 'gade', 'stræde'],
    numberFirst: false,
    trades: trades(
      'Maskiner:Manufacturing, Møbler:Manufacturing, El:Construction, Byg:Construction, Transport:Transport, Data:IT, Emballage:Manufacturing, Mejeri:Food, Kontor:Retail, Rengøring:Services, Energi:Energy',
    ),
    forms: ['A/S', 'ApS'],
    cities: cities(
      '+45 01 ## ## ##',
      'København K:1457, Aarhus C:8000, Odense C:5000, Aalborg:9000, Esbjerg:6700, Kolding:6000',
    ),
    mobile: '+45 19 ## ## ##',
    vat: 'DK 0#######',
    firstNames: words(
      'Anders Bente Birthe Christian Dorte Emil Freja Henrik Inge Jens Jørgen Karen Kirsten Lene Mads Mette Niels Pernille Rasmus Signe Søren Thea Ulla Viggo',
    ),
    lastNames: words(
      'Abildgaard Bang Bruun Dalgaard Elkjær Fogh Graversen Hald Juhl Kjær Krogh Lund Munk Nyborg Overgaard Poulsen Ravn Skov Storm Thomsen Toft Vestergaard Winther Østergaard',
    ),
  },
  DE: {
    share: 15,
    firstHalves: words(
      'Ahorn Birken Dachs Eulen Falken Ginster Hasel Igel Kranich Linden Mohn Otter Reiher Schilf Ulmen Wiesel',
    ),
    secondHalves: words('bach berg brück feld grund hagen heim hofen kamp ried rode stein tal wald'),
    streets: ['straße', 'weg', 'allee'],
    numberFirst: false,
    trades: trades(
      'Maschinenbau:Manufacturing, Holzwerk:Manufacturing, Elektrotechnik:Construction, Bau:Construction, Spedition:Transport, Software:IT, Verpackung:Manufacturing, Feinkost:Food, Bürobedarf:Retail, Gebäudedienste:Services, Energie:Energy',
    ),
    forms: ['GmbH', 'GmbH', 'GmbH & Co. KG'],
    cities: cities(
      '',
      'Berlin:10115:+49 30 23125 ###, Hamburg:20095:+49 40 66969 ###, Köln:50667:+49 221 4710 ###, München:80331:+49 89 99998 ###, Frankfurt am Main:60311:+49 69 90009 ###',
    ),
    mobile: '+49 171 39200 ##',
    vat: 'DE0########',
    firstNames: words(
      'Andreas Anke Bernd Claudia Dieter Elke Felix Greta Heike Holger Ines Jörg Katrin Klaus Lena Markus Nadine Oliver Petra Rainer Sabine Stefan Ute Wolfgang',
    ),
    lastNames: words(
      'Albers Brandt Dietz Ebert Fink Gerlach Hartung Jäger Kessler Lorenz Michels Neubauer Ostermann Pohl Reuter Schöne Seidel Thiele Ullrich Vogt Wegener Wirth Zander Zöllner',
    ),
  },
  NL: {
    share: 9,
    firstHalves: words(
      'Bever Duin Eiken Fazant Grutto Heide Iepen Kievit Leeuwerik Meer Otter Populier Reiger Veen Wilgen Zwaluw',
    ),
    secondHalves: words('beek berg dijk dorp broek hof horst kade laar loo oord veld waard zicht'),
    streets: ['straat', 'laan', 'weg'],
    numberFirst: false,
    trades: trades(
      'Machines:Manufacturing, Houtbouw:Construction, Elektro:Construction, Bouw:Construction, Transport:Transport, Automatisering:IT, Verpakking:Manufacturing, Zuivel:Food, Kantoor:Retail, Schoonmaak:Services, Energie:Energy',
    ),
    forms: ['B.V.'],
    cities: cities(
      '+31 99 0## ## ##',
      'Amsterdam:1011 AB, Utrecht:3511 AB, Rotterdam:3011 AB, Groningen:9711 AB, Eindhoven:5611 AB',
    ),
    mobile: '+31 99 1## ## ##',
    vat: 'NL#########B00',
    firstNames: words(
      'Anouk Bas Carla Daan Eline Femke Gijs Hanneke Ilse Jeroen Joost Karin Lotte Maarten Marieke Niels Paul Roos Ruben Saskia Sjoerd Tessa Willem Yvonne',
    ),
    lastNames: words(
      'Aalders Bakker Boersma Brouwer Dekker Dijkstra Faber Groen Haan Hoekstra Jansma Kok Kuiper Meijer Mulder Postma Prins Schouten Smit Terpstra Veenstra Visser Wiersma Zijlstra',
    ),
  },
  GB: {
    share: 10,
    firstHalves: words(
      'Alder Badger Birch Curlew Elder Fern Gorse Hazel Heron Lark Marten Otter Plover Rook Sedge Wren',
    ),
    secondHalves: words('bourne bridge combe croft dale field ford gate ham hurst ley mere ton wick'),
    streets: [' Road', ' Lane', ' Street'],
    numberFirst: true,
    trades: trades(
      'Engineering:Manufacturing, Joinery:Manufacturing, Electrical:Construction, Builders:Construction, Haulage:Transport, Software:IT, Packaging:Manufacturing, Foods:Food, Office Supplies:Retail, Cleaning:Services, Energy:Energy',
    ),
    forms: ['Ltd', 'Ltd', 'LLP'],
    // The second half of a British postcode never holds the letters C, K or M.
    cities: cities(
      '',
      'London:EC1A 1CK:+44 20 7946 0###, Leeds:LS1 4CM:+44 113 496 0###, Bristol:BS1 5KC:+44 117 496 0###, Manchester:M1 2KM:+44 161 496 0###, Edinburgh:EH1 3MC:+44 131 496 0###, Glasgow:G1 4MK:+44 141 496 0###',
    ),
    mobile: '+44 7700 900 ###',
    // The last two of a British number are check digits of at most 97.
    vat: 'GB ### #### 98',
    firstNames: words(
      'Alison Angus Bethan Callum Deborah Edward Fiona George Hannah Iain Joanna Keith Lucy Malcolm Naomi Oliver Priya Rhys Sandra Simon Tessa Victor Wendy Yasmin',
    ),
    lastNames: words(
      'Ainsworth Barlow Cartwright Draper Ellery Fairhurst Gilmour Hargreaves Inglis Jessop Kirkham Lockwood Mayhew Norcross Ormond Prescott Quayle Radcliffe Sheldon Thackray Underhill Venables Whitlock Yardley',
    ),
  },
};

export const filled = (pattern: string, dice: Dice): string => pattern.replaceAll('#', () => dice.digits(1));

/** Lower case letters without marks, as in a domain name. */
export const plainLetters = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '');
