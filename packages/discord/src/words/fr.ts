import type { BotWords } from './bot-words.ts'

const noSuchVideo = 'Cette vidéo n’existe pas ici. Tapez quelques lettres de son titre et choisissez une suggestion.'

export const fr: BotWords = {
  command: {
    kaltura: 'Regarder des vidéos Kaltura ensemble',
    watch: 'Choisir une vidéo et la regarder ensemble, en synchro',
    video: 'Tapez quelques lettres de son titre',
    link: 'Associer votre compte Kaltura : recevez un code pour la page de votre établissement',
    unlink: 'Dissocier votre compte Kaltura',
    grant: 'Autoriser un membre pour un temps, quels que soient ses rôles ; pour les gestionnaires',
    revoke: 'Retirer une autorisation donnée à un membre ; pour les gestionnaires',
    member: 'À qui',
    action: 'Ce que ce membre pourra faire',
    time: 'Pour combien de temps',
  },
  refusals: {
    'guild-unbound': 'Ce serveur n’est pas encore relié à Kaltura. Un gestionnaire peut le demander à l’opérateur du bot.',
    'entry-unknown': noSuchVideo,
    'entry-out-of-scope': noSuchVideo,
    'entry-not-ready': 'Cette vidéo est encore en préparation. Réessayez dans quelques minutes.',
    'entry-not-open': 'Son propriétaire ne permet pas de regarder cette vidéo en ce moment.',
    'member-may-not-watch': 'Vous ne pouvez pas regarder de vidéos ici. Demandez à un gestionnaire de ce serveur quel rôle il vous faut.',
    'member-may-not-start':
      'Vous pouvez vous joindre à une séance ici, mais pas en lancer une. Demandez à quelqu’un qui a le bon rôle d’appuyer sur le bouton de la carte.',
    'not-a-suggestion': 'Choisissez une des suggestions : tapez quelques lettres du titre et prenez une ligne.',
    'member-may-not-link':
      'Vous pourrez associer votre compte Kaltura quand vous pourrez regarder des vidéos ici. Demandez à un gestionnaire quel rôle il vous faut.',
    'link.off': 'L’opérateur du bot n’a pas activé l’association des comptes.',
    'link.given': 'Votre établissement nous a déjà dit qui vous êtes dans Kaltura. Lui seul peut le changer.',
    'member-may-not-grant': 'Seul un gestionnaire de ce serveur peut donner une autorisation temporaire.',
    'grant.too-long': 'Une autorisation dure 90 jours au plus. Au-delà, utilisez un rôle Discord.',
  },
  failure: 'Le service vidéo n’a pas répondu. Réessayez dans une minute ; si cela dure, prévenez l’opérateur du bot.',
  supportId: (id) => `Code d’assistance ${id}`,
  card: {
    length: 'Durée',
    live: 'En direct',
    chosenBy: 'Choisie par',
    everyone: 'Tous ceux qui appuient sur le bouton voient la même image.',
  },
  joinedAnother:
    'Les autres regardent autre chose ici ; vous les avez rejoints. La vidéo de cette carte pourra commencer quand ils auront fini.',
  instead: {
    nowhere:
      'Discord ne lance pas l’activité ici. Essayez dans un salon vocal, ou demandez à un gestionnaire si les activités sont permises.',
    inBrowser: (title) =>
      `Discord ne lance pas l’activité ici. Vous pouvez regarder *${title}* dans le navigateur, mais pas au même rythme que les autres.`,
    button: 'Regarder dans le navigateur',
  },
  link: {
    code: (code, ends) =>
      `Votre code est ${code}. Saisissez-le sur la page prévue par votre établissement, connecté à votre propre compte. Il expire ${ends} et ne sert qu’une fois. Personne ne vous le demandera ici.`,
    unlinked: 'Votre compte Kaltura n’est plus associé.',
    notLinked: 'Aucun compte Kaltura n’était associé.',
  },
  grant: {
    actions: {
      watch: 'regarder des vidéos',
      start: 'lancer une séance',
      control: 'tenir la télécommande',
      invite: 'inviter des personnes de l’extérieur',
      moderate: 'donner la télécommande à tout le monde',
      link: 'associer un compte Kaltura',
      configure: 'modifier les réglages de ce serveur',
    },
    times: { 60: '1 heure', 1440: '1 jour', 10080: '1 semaine', 43200: '30 jours', 129600: '90 jours' },
    granted: (member, action, ends) => `${member} peut ${action}. Cela prend fin ${ends}.`,
    ended: (member, action) => `${member} n’a plus d’autorisation temporaire (${action}) ; ce que ses rôles lui permettent reste permis.`,
  },
}
