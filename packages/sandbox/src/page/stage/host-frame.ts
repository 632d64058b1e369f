import { computed, effect, type ReadonlySignal, type Signal } from '@preact/signals'
import { createActivityHost } from '../activity-host/activity-host.ts'
import { openFrameChannel } from '../activity-host/frame-channel.ts'
import { locksAfter } from '../activity-host/orientation-lock.ts'
import { participant, participantsOf } from '../activity-host/participant.ts'
import type { PageStore } from '../page-store.ts'
import { deviceScreen, type OrientationLocks, type WindowSettings } from './device-screen.ts'
import type { Slot } from './slots.ts'

/** Gives a frame its Discord for as long as it lives. @returns what ends it. */
export function hostFrame(options: {
  page: PageStore
  slot: Slot
  iframe: HTMLIFrameElement
  /** What the Activity says that its person is doing (SET_ACTIVITY). */
  activity: Signal<Record<string, unknown> | undefined>
  settings: ReadonlySignal<WindowSettings>
  locks: Signal<OrientationLocks>
}): () => void {
  const { page, slot, iframe, activity, settings, locks } = options
  const { control, state, tell } = page
  const sandbox = state.peek()
  const who = sandbox?.members.find((member) => member.userId === slot.userId)?.displayName ?? 'Somebody'
  const channel = sandbox?.channels.find((each) => each.id === slot.channelId)
  const participants = () =>
    participantsOf(
      state.peek()?.instances.find((each) => each.instanceId === slot.instanceId),
      state.peek()?.members ?? [],
    )

  const line = openFrameChannel({
    hub: window,
    frameWindow: () => iframe.contentWindow,
    url: slot.url,
    receive: (data) => host.receive(data),
  })
  const host = createActivityHost({
    frameId: new URL(slot.url).searchParams.get('frame_id') ?? '',
    channel: { id: slot.channelId, name: channel?.name ?? '', guildId: sandbox?.guild.id ?? '' },
    locale: new Intl.DateTimeFormat().resolvedOptions().locale,
    userId: slot.userId,
    participants,
    people: () => (state.peek()?.members ?? []).map(participant),
    screen: () => deviceScreen(settings.peek(), locks.peek()),
    post: line.post,
    control: {
      authorize: (args) => control.authorize(slot.userId, args),
      authenticate: (args) => control.authenticate(slot.userId, args),
    },
    client: {
      openExternalLink: (url) => askToOpen(page, who, url),
      openInvite: () => tell('news', `${who}’s Activity asked to invite people. Here, press “Join as …” above the windows.`),
      share: (words) => tell('news', `In Discord, ${who} would now share: ${words}`),
      showActivity: (shown) => {
        activity.value = shown
      },
      lockOrientation: (args) => {
        locks.value = locksAfter(locks.peek(), args)
      },
      closed: (code, message) => {
        if (code !== 1000) tell('problem', `${who}’s Activity closed: ${message ?? `code ${code}`}`)
        void page.orTell(control.leave(slot.userId, slot.instanceId))
      },
    },
  })

  let told = ''
  const stopTelling = effect(() => {
    const now =
      state.value &&
      participants()
        .map((participant) => participant.id)
        .join()
    if (now === undefined || now === told) return
    told = now
    host.participantsChanged()
  })
  const mine = computed(() => JSON.stringify(state.value?.members.find((each) => each.userId === slot.userId)))
  const stopMine = mine.subscribe(() => host.memberChanged())
  const stopTurning = effect(() => {
    void [settings.value, locks.value]
    host.screenChanged()
  })

  return () => {
    line.close()
    stopTelling()
    stopMine()
    stopTurning()
  }
}

/** One question at a time: a frame that asks while another waits is told no. */
function askToOpen({ linkQuestion }: PageStore, who: string, url: string): Promise<boolean> {
  if (linkQuestion.peek()) return Promise.resolve(false)
  return new Promise((resolve) => {
    linkQuestion.value = { url, who, answer: resolve }
  })
}
