import { computed, effect, type ReadonlySignal, type Signal, untracked } from '@preact/signals'
import type { ClientSettings } from '../../discord/client-settings.ts'
import { createActivityHost } from '../activity-host/activity-host.ts'
import { openFrameChannel } from '../activity-host/frame-channel.ts'
import { locksAfter } from '../activity-host/orientation-lock.ts'
import { participant, participantsOf } from '../activity-host/participant.ts'
import type { PageStore } from '../page-store.ts'
import { channelOf, clientOf, voicesOf } from './client-of.ts'
import { deviceScreen, type OrientationLocks } from './device-screen.ts'
import { rpcFaultOf } from './rpc-fault.ts'
import type { Slot } from './slots.ts'

/** Gives a frame its Discord for as long as it lives. @returns what ends it. */
export function hostFrame(options: {
  page: PageStore
  slot: Slot
  iframe: HTMLIFrameElement
  /** What the Activity says that its person is doing (SET_ACTIVITY). */
  activity: Signal<Record<string, unknown> | undefined>
  settings: ReadonlySignal<ClientSettings>
  locks: Signal<OrientationLocks>
}): () => void {
  const { page, slot, iframe, activity, settings, locks } = options
  const { control, state, tell } = page
  const sandbox = state.peek()
  const who = sandbox?.members.find((member) => member.userId === slot.userId)?.displayName ?? 'Somebody'
  const participants = () =>
    participantsOf(
      state.peek()?.instances.find((each) => each.instanceId === slot.instanceId),
      state.peek()?.members ?? [],
    )

  const line = openFrameChannel({
    hub: window,
    frameWindow: () => iframe.contentWindow,
    url: slot.url,
    receive: (data) => {
      page.rpcFrames.add(who, 'in', data)
      host.receive(data)
    },
  })
  const host = createActivityHost({
    frameId: slot.frameId,
    channel: channelOf(sandbox, slot.channelId),
    // Not the signal, which the page's effects bring up to date one after the other.
    settings: () => clientOf(state.peek(), slot.userId),
    voices: () => voicesOf(state.peek(), slot.channelId),
    userId: slot.userId,
    participants,
    people: () => (state.peek()?.members ?? []).map(participant),
    screen: () => deviceScreen(settings.peek(), locks.peek()),
    post: (message) => {
      page.rpcFrames.add(who, 'out', message)
      line.post(message)
    },
    control: {
      authorize: (args) => control.authorize(slot.userId, args),
      authenticate: (args) => control.authenticate(slot.userId, args),
      permissions: () => control.permissions(slot.userId, slot.channelId),
      renewTicket: () => control.renewTicket(slot.userId, slot.frameId),
      async buy(skuIds) {
        const outcome = await control.buy(slot.userId, skuIds)
        if (outcome.kind === 'done') tell('news', `${who} bought what the Activity offered. Nothing was paid.`)
        return outcome
      },
      faultOf: (command) => rpcFaultOf(page, `/${slot.userId}/${command}`),
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
        void page.orTell(control.closeWindow(slot.userId, slot.instanceId, slot.frameId))
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
  const clients = computed(() => JSON.stringify([state.value?.clients, state.value?.voiceChannels]))
  const stopClients = clients.subscribe(() => host.clientsChanged())
  const stopHangingUp = effect(() => {
    const frames = state.value?.instances.flatMap((instance) => instance.frames)
    const { hungUp } = frames?.find((frame) => frame.frameId === slot.frameId) ?? {}
    if (!hungUp || !host.end(hungUp.code, hungUp.message) || hungUp.code === 1000) return
    untracked(() => tell('problem', `Discord hung up on ${who}’s Activity: ${hungUp.message}`))
  })

  return () => {
    line.close()
    stopTelling()
    stopMine()
    stopTurning()
    stopClients()
    stopHangingUp()
  }
}

/** One question at a time: a frame that asks while another waits is told no. */
function askToOpen({ linkQuestion }: PageStore, who: string, url: string): Promise<boolean> {
  if (linkQuestion.peek()) return Promise.resolve(false)
  return new Promise((resolve) => {
    linkQuestion.value = { url, who, answer: resolve }
  })
}
