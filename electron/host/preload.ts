import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '../ipc/contract.ts';

/** Electron's side of the bridge: the page gets five functions and nothing else of Electron. Runs sandboxed. */
const bridge =
  process.argv.find((argument) => argument.startsWith('--komado-bridge='))?.split('=')[1] ?? 'komado';
const call = (kind: string, payload?: unknown): Promise<unknown> =>
  ipcRenderer.invoke(`${channels.intent}:${bridge}`, kind, payload);

ipcRenderer.on(channels.ping, () => {
  void call('pong');
});

contextBridge.exposeInMainWorld(bridge, {
  onScreen(listener: (data: unknown) => void): void {
    ipcRenderer.on(channels.screen, (_event, _bridge: string, data: unknown) => listener(data));
    void call('ready');
  },
  send: (payload: unknown): Promise<unknown> => call('call', payload),
  painted: (id: number): void => {
    void call('painted', id);
  },
  fault: (fault: unknown): void => {
    void call('fault', fault);
  },
  say: (utterance: unknown): void => {
    void call('say', utterance);
  },
});
