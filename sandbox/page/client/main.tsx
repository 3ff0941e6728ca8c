import { createRoot } from 'react-dom/client'
import 'slack-blocks-to-jsx/dist/style.css'
import { App } from './app.tsx'
import './style/base.css'
import './style/layout.css'
import './style/message.css'
import './style/controls.css'
import './style/side.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
