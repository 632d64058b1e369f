import type { BotWords } from './bot-words.ts'

const noSuchVideo = 'Aquí no existe ese vídeo. Escribe unas letras del título y elige una sugerencia.'

export const es: BotWords = {
  command: {
    kaltura: 'Ver vídeos de Kaltura en grupo',
    watch: 'Elige un vídeo y vedlo en grupo, sincronizados',
    video: 'Escribe unas letras del título',
    link: 'Vincula tu cuenta de Kaltura: recibe un código para la página de tu institución',
    unlink: 'Quita el vínculo con tu cuenta de Kaltura',
    grant: 'Permite algo a un miembro por un tiempo, sean cuales sean sus roles; para gestores',
    revoke: 'Retira un permiso que se dio a un miembro; para gestores',
    member: 'A quién',
    action: 'Qué podrá hacer',
    time: 'Por cuánto tiempo',
  },
  refusals: {
    'guild-unbound': 'Este servidor todavía no está conectado a Kaltura. Un gestor puede pedírselo al operador del bot.',
    'entry-unknown': noSuchVideo,
    'entry-out-of-scope': noSuchVideo,
    'entry-not-ready': 'Este vídeo aún se está preparando. Inténtalo de nuevo en unos minutos.',
    'entry-not-open': 'Su propietario no permite ver este vídeo en este momento.',
    'member-may-not-watch': 'Aquí no puedes ver vídeos. Pregunta a un gestor de este servidor qué rol necesitas.',
    'member-may-not-start':
      'Aquí puedes unirte, pero no empezar una sesión en grupo. Pide a alguien con el rol adecuado que pulse el botón de la tarjeta.',
    'not-a-suggestion': 'Elige una de las sugerencias: escribe unas letras del título y escoge una línea.',
    'member-may-not-link': 'Podrás vincular tu cuenta de Kaltura cuando puedas ver vídeos aquí. Pregunta a un gestor qué rol necesitas.',
    'link.off': 'El operador del bot no ha activado la vinculación de cuentas.',
    'link.given': 'Tu institución ya nos ha dicho quién eres en Kaltura. Solo ella puede cambiarlo.',
    'member-may-not-grant': 'Solo un gestor de este servidor puede dar permisos temporales a otros.',
    'grant.too-long': 'Un permiso dura 90 días como máximo. Para más tiempo, usa un rol de Discord.',
  },
  failure: 'El servicio de vídeo no ha respondido. Inténtalo de nuevo en un minuto; si continúa, avisa al operador del bot.',
  supportId: (id) => `Código de asistencia ${id}`,
  card: {
    length: 'Duración',
    live: 'En directo',
    chosenBy: 'Elegido por',
    everyone: 'Todos los que pulsan el botón ven el mismo fotograma.',
  },
  joinedAnother: 'Los demás están viendo otra cosa; te has unido a ellos. El vídeo de esta tarjeta puede empezar cuando terminen.',
  instead: {
    nowhere: 'Discord no inicia la actividad aquí. Prueba en un canal de voz, o pregunta a un gestor si se pueden usar actividades.',
    inBrowser: (title) => `Discord no inicia la actividad aquí. Puedes ver *${title}* en el navegador, aunque no al ritmo de los demás.`,
    button: 'Ver en el navegador',
  },
  link: {
    code: (code, ends) =>
      `Tu código es ${code}. Introdúcelo en la página de tu institución para ello, con tu propia sesión iniciada. Caduca ${ends} y sirve una sola vez. Nadie te lo pedirá aquí.`,
    unlinked: 'Tu cuenta de Kaltura ya no está vinculada.',
    notLinked: 'No había ninguna cuenta de Kaltura vinculada.',
  },
  grant: {
    actions: {
      watch: 'ver vídeos',
      start: 'empezar una sesión en grupo',
      control: 'tener el mando',
      invite: 'invitar a gente de fuera',
      moderate: 'dar el mando a cualquiera',
      link: 'vincular una cuenta de Kaltura',
      configure: 'cambiar la configuración de este servidor',
    },
    times: { 60: '1 hora', 1440: '1 día', 10080: '1 semana', 43200: '30 días', 129600: '90 días' },
    granted: (member, action, ends) => `${member} puede ${action}. Termina ${ends}.`,
    ended: (member, action) => `${member} ya no tiene permiso temporal para ${action}; lo que permiten sus roles sigue valiendo.`,
  },
}
