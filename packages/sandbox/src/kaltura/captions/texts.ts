import type { Caption, Cue } from './caption.ts'

/** What is said over the clip of eclipses (20 s). Two segments of 10 s hold it: one line crosses from the first to the second. */
const eclipses = {
  english: [
    'An eclipse is a matter of standing in line.',
    'Sun, moon and earth: the moon casts its shadow on us.',
    'The sun is four hundred times wider than the moon,',
    'and four hundred times further away.',
    'So the one covers the other exactly – for now.',
  ],
  german: [
    'Eine Finsternis ist eine Frage der Reihe.',
    'Sonne, Mond und Erde: Der Mond wirft seinen Schatten auf uns.',
    'Die Sonne ist vierhundertmal so breit wie der Mond,',
    'und vierhundertmal so weit weg.',
    'So deckt der eine die andere genau zu – noch.',
  ],
}

const fieldTrip = {
  english: [
    'Meet at the south gate.',
    'Bring a coat,',
    'a torch with a red lamp,',
    'and something warm to drink.',
    'We look at the sky until two.',
  ],
  german: [
    'Treffpunkt ist das Südtor.',
    'Bringt einen Mantel mit,',
    'eine Lampe mit rotem Licht',
    'und etwas Warmes zu trinken.',
    'Wir schauen bis um zwei.',
  ],
}

export const eclipseCaptions: readonly Caption[] = inTwoLanguages('ecl', spoken(eclipses.english, 4), spoken(eclipses.german, 4))
export const fieldTripCaptions: readonly Caption[] = inTwoLanguages('trp', spoken(fieldTrip.english, 8), spoken(fieldTrip.german, 8))

/** English as WebVTT, German as SubRip: the two formats that people upload. */
function inTwoLanguages(name: string, english: readonly Cue[], german: readonly Cue[]): readonly Caption[] {
  return [
    { id: `0_cap${name}en`, language: 'English', label: 'English', format: 'vtt', isDefault: false, cues: english },
    { id: `0_cap${name}de`, language: 'German', label: 'Deutsch', format: 'srt', isDefault: false, cues: german },
  ]
}

/** One line after the other, each for so many seconds less a breath. */
function spoken(lines: readonly string[], everyS: number): readonly Cue[] {
  return lines.map((text, index) => ({ startMs: index * everyS * 1000 + 250, endMs: (index + 1) * everyS * 1000 - 250, text }))
}
