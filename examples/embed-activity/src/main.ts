import { mountActivity } from '@kaltura-discord/activity-ui'
import '@kaltura-discord/activity-ui/activity.css'
import './page.css'

const element = document.getElementById('activity')
if (element) mountActivity(element)
