import { ChannelView } from './channel/channel-view.tsx'
import { FormDialog } from './form/form-dialog.tsx'
import { KalturaPanel } from './kaltura/kaltura-panel.tsx'
import { usePage } from './page-store.ts'
import { Sidebar } from './people/sidebar.tsx'
import { ConnectionBanner } from './shell/connection-banner.tsx'
import { LinkDialog } from './shell/link-dialog.tsx'
import { SectionTabs } from './shell/section-tabs.tsx'
import { Toasts } from './shell/toasts.tsx'
import { Stage } from './stage/stage.tsx'
import { Tools } from './wire/tools.tsx'

export function App() {
  const { watching, section } = usePage()

  return (
    <>
      <ConnectionBanner />
      <div class="page" data-section={section.value} data-live={watching.value}>
        <Sidebar />
        <main class="sections">
          <Stage />
          <ChannelView />
          <KalturaPanel />
          <Tools />
        </main>
        <SectionTabs />
      </div>
      <Toasts />
      <LinkDialog />
      <FormDialog />
    </>
  )
}
