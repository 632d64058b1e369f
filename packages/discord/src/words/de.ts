import type { BotWords } from './bot-words.ts'

const noSuchVideo = 'Dieses Video gibt es hier nicht. Tippe ein paar Buchstaben des Titels und wähle einen Vorschlag.'

export const de: BotWords = {
  command: {
    kaltura: 'Gemeinsam Videos aus Kaltura ansehen',
    watch: 'Ein Video wählen und gemeinsam ansehen, im Gleichtakt',
    video: 'Tippe ein paar Buchstaben des Titels',
    link: 'Dein Kaltura-Konto verknüpfen: Code für die Seite deiner Einrichtung holen',
    unlink: 'Die Verknüpfung mit deinem Kaltura-Konto aufheben',
    grant: 'Einem Mitglied etwas für eine Zeit erlauben, gleich welche Rollen es hat; für Verwalter',
    revoke: 'Einem Mitglied eine Erlaubnis wieder nehmen; für Verwalter',
    member: 'Wem',
    action: 'Was es darf',
    time: 'Wie lange',
  },
  refusals: {
    'guild-unbound': 'Dieser Server ist noch nicht mit Kaltura verbunden. Ein Verwalter kann den Betreiber des Bots darum bitten.',
    'entry-unknown': noSuchVideo,
    'entry-out-of-scope': noSuchVideo,
    'entry-not-ready': 'Dieses Video wird noch vorbereitet. Versuche es in ein paar Minuten wieder.',
    'entry-not-open': 'Der Besitzer lässt dieses Video zurzeit nicht ansehen.',
    'member-may-not-watch': 'Du darfst hier keine Videos ansehen. Frage einen Verwalter dieses Servers, welche Rolle du brauchst.',
    'member-may-not-start':
      'Du kannst hier mitschauen, aber nichts starten. Bitte jemanden mit der passenden Rolle, auf den Knopf der Karte zu drücken.',
    'not-a-suggestion': 'Wähle einen der Vorschläge: Tippe ein paar Buchstaben des Titels und nimm eine Zeile.',
    'member-may-not-link':
      'Du kannst dein Kaltura-Konto verknüpfen, sobald du hier Videos ansehen darfst. Frage einen Verwalter, welche Rolle du brauchst.',
    'link.off': 'Der Betreiber des Bots hat das Verknüpfen von Konten nicht eingeschaltet.',
    'link.given': 'Deine Einrichtung hat uns schon gesagt, wer du in Kaltura bist. Nur sie kann das ändern.',
    'member-may-not-grant': 'Nur ein Verwalter dieses Servers kann anderen etwas für eine Zeit erlauben.',
    'grant.too-long': 'Eine Erlaubnis gilt höchstens 90 Tage. Für länger nimm eine Rolle von Discord.',
  },
  failure: 'Der Videodienst hat nicht geantwortet. Versuche es in einer Minute wieder; bleibt es so, sag es dem Betreiber des Bots.',
  supportId: (id) => `Kennung für den Support: ${id}`,
  card: {
    length: 'Länge',
    live: 'Live',
    chosenBy: 'Gewählt von',
    everyone: 'Alle, die auf den Knopf drücken, sehen dasselbe Bild.',
  },
  joinedAnother: 'Die anderen sehen hier gerade etwas anderes; du bist bei ihnen. Das Video dieser Karte kann danach beginnen.',
  instead: {
    nowhere:
      'Discord startet die Aktivität hier nicht. Versuche es in einem Sprachkanal, oder frage einen Verwalter, ob Aktivitäten erlaubt sind.',
    inBrowser: (title) =>
      `Discord startet die Aktivität hier nicht. Du kannst *${title}* im Browser ansehen, allerdings nicht im Gleichtakt mit anderen.`,
    button: 'Im Browser ansehen',
  },
  link: {
    code: (code, ends) =>
      `Dein Code ist ${code}. Gib ihn auf der dafür gedachten Seite deiner Einrichtung ein, dort als du selbst angemeldet. Er endet ${ends} und gilt einmal. Niemand wird dich hier je danach fragen.`,
    unlinked: 'Dein Kaltura-Konto ist nicht mehr verknüpft.',
    notLinked: 'Es war kein Kaltura-Konto verknüpft.',
  },
  grant: {
    actions: {
      watch: 'Videos ansehen',
      start: 'gemeinsames Ansehen starten',
      control: 'die Fernbedienung halten',
      invite: 'Leute von außen einladen',
      moderate: 'die Fernbedienung jedem geben',
      link: 'ein Kaltura-Konto verknüpfen',
      configure: 'die Einstellungen dieses Servers ändern',
    },
    times: { 60: '1 Stunde', 1440: '1 Tag', 10080: '1 Woche', 43200: '30 Tage', 129600: '90 Tage' },
    granted: (member, action, ends) => `${member} darf ${action}. Das endet ${ends}.`,
    ended: (member, action) => `${member} hat keine Erlaubnis mehr (${action}); was die eigenen Rollen erlauben, gilt weiter.`,
  },
}
