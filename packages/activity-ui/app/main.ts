import '../src/activity.css'
import { mountActivity } from '../src/index.ts'

const element = document.getElementById('activity')
if (element) mountActivity(element)
