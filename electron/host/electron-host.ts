import { app, BrowserWindow, ipcMain, Menu, protocol, screen, session, type WebContents } from 'electron';
import { channels } from '../ipc/contract.ts';
import { within } from '../../shared/deadline.ts';
import { isKioskKey } from '../../shared/kiosk-keys.ts';
import { systemTimers } from '../../shared/timers.ts';
import { pageOrigin, type KioskHost, type PageWindow, type WindowOptions } from './host.ts';
import { pageFile } from './page-files.ts';
import { createWindowFolder, removeWindowFolder } from './window-folder.ts';

const scheme = 'komado';

/**
 * To be called before Electron's app is ready: our pages come from a scheme of their own, never from file:// or a port; no menu
 * has a key; and what Electron itself writes goes with this process.
 */
export function prepareElectron(): void {
  app.enableSandbox();
  Menu.setApplicationMenu(null);
  const folder = createWindowFolder();
  for (const path of ['userData', 'sessionData', 'crashDumps', 'temp'] as const) app.setPath(path, folder);
  for (const name of ['disable-breakpad', 'disable-http-cache']) app.commandLine.appendSwitch(name);
  process.on('exit', () => removeWindowFolder(folder));
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Electron as the kiosk's window. `preload` is the path of the built preload script. */
export async function createElectronHost(preload: string): Promise<KioskHost> {
  await app.whenReady();
  const windows = new Set<PageWindow>();
  return {
    name: 'electron',
    description: `Electron ${process.versions.electron}`,
    async openWindow(options) {
      const window = await openElectronWindow(options, preload);
      windows.add(window);
      return window;
    },
    panelSize: () => Promise.resolve(screen.getPrimaryDisplay().size),
    async close() {
      await Promise.all([...windows].map((window) => window.close()));
      windows.clear();
    },
  };
}

async function openElectronWindow(options: WindowOptions, preload: string): Promise<PageWindow> {
  // Without "persist:" in its name nothing of the session reaches the disk.
  const partition = session.fromPartition(`window-${options.bridge}`);
  partition.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  partition.setPermissionCheckHandler(() => false);
  partition.setDevicePermissionHandler(() => false);
  partition.on('will-download', (event) => event.preventDefault());
  partition.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !details.url.startsWith(`${scheme}://`) }),
  );
  partition.protocol.handle(scheme, async (request) => {
    const file = await pageFile(options.dist, request.url.replace(`${scheme}://kiosk`, pageOrigin));
    return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
  });

  let window: BrowserWindow | null = null;
  let last: unknown = undefined;
  let state: 'open' | 'reopening' | 'closed' = 'open';
  const pongs = new Set<() => void>();
  let hadFocus = false;
  const gone = (): void => {
    if (state === 'open') options.onGone();
  };
  const isOurs = (sender: WebContents): boolean => sender === window?.webContents;
  const show = (): void => {
    if (last !== undefined && window && !window.isDestroyed())
      window.webContents.send(channels.screen, options.bridge, last);
  };

  const hear = async (sender: WebContents, kind: unknown, payload: unknown): Promise<unknown> => {
    if (!isOurs(sender)) return undefined;
    if (kind === 'ready') show();
    else if (kind === 'pong') for (const pong of pongs) pong();
    else if (kind === 'painted' && typeof payload === 'number') options.onPainted(payload);
    else if (kind === 'fault') options.onFault?.(payload);
    else if (kind === 'say') options.onSaid?.(payload);
    else if (kind === 'call') return options.onCall(payload);
    return undefined;
  };
  const channel = `${channels.intent}:${options.bridge}`;
  ipcMain.handle(channel, (event, kind: unknown, payload: unknown) => hear(event.sender, kind, payload));

  const launch = async (): Promise<void> => {
    const opened = new BrowserWindow({
      ...options.bounds,
      title: options.title,
      kiosk: options.kiosk,
      autoHideMenuBar: true,
      show: false,
      webPreferences: {
        preload,
        partition: `window-${options.bridge}`,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        devTools: options.onlyKioskKeys === null,
        disableDialogs: true,
        additionalArguments: [`--komado-bridge=${options.bridge}`],
      },
    });
    window = opened;
    opened.removeMenu();
    opened.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    opened.webContents.on('will-navigate', (event) => event.preventDefault());
    opened.webContents.on('will-attach-webview', (event) => event.preventDefault());
    opened.webContents.on('render-process-gone', gone);
    const pad = options.onlyKioskKeys;
    if (pad)
      opened.webContents.on('before-input-event', (event, { key, code, control: ctrl, alt, meta, shift }) => {
        if (!isKioskKey({ key, code, ctrl, alt, meta, shift }, pad)) event.preventDefault();
      });
    opened.on('closed', gone);
    await opened.loadURL(`${scheme}://kiosk/index.html?${new URLSearchParams(options.query).toString()}`);
    opened.show();
  };
  const shut = (): void => {
    const closing = window;
    window = null;
    hadFocus = false;
    if (closing && !closing.isDestroyed()) closing.destroy();
  };

  /** Asked anew after each wait: it changes meanwhile. */
  const isClosed = (): boolean => state === 'closed';

  await launch();
  return {
    publish(data) {
      last = data;
      show();
    },
    async ping(deadlineMs) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const pong = (): void => resolve(undefined);
      pongs.add(pong);
      if (window && !window.isDestroyed()) window.webContents.send(channels.ping, options.bridge);
      const answered = await within(systemTimers, deadlineMs, promise);
      pongs.delete(pong);
      if (answered.late) return false;
      // A window that has the whole screen has the focus, too, once it had it: whatever takes it stands over the screens.
      if (!options.kiosk || window?.isFocused() === true) {
        hadFocus = true;
        return true;
      }
      return hadFocus ? 'covered' : true;
    },
    async reopen() {
      if (state !== 'open') return;
      state = 'reopening';
      try {
        shut();
        await launch();
        show();
      } finally {
        // Closed meanwhile: nobody else would close the window that has just come.
        if (isClosed()) shut();
        else state = 'open';
      }
    },
    close() {
      state = 'closed';
      shut();
      ipcMain.removeHandler(channel);
      return Promise.resolve();
    },
  };
}
