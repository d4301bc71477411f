import type { ReactNode } from 'react';
import { voiceSteps, type VoiceChange } from '../../shared/voice.ts';
import { Dialog } from '../components/dialog.tsx';
import { MainButton } from '../components/main-button.tsx';
import { Notice } from '../components/notice.tsx';
import { TouchButton } from '../components/touch-button.tsx';
import { Ear } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import { useReader, useVoice } from './voice-context.ts';
import { useVoiceTrouble } from './voice-trouble.tsx';

/** Where the voice is started, and what it can be set to; whatever is changed is heard at once. */
export function VoiceChooser() {
  const { voice: words } = useWords();
  const { on } = useVoice();
  return (
    <Dialog
      title={words.question}
      actions={<MainButton name="carry-on" action={{ type: 'carryOn' }} say={words.done} />}
    >
      {on ? <Settings /> : <Start />}
    </Dialog>
  );
}

/** What there is in the look's choices to come here. */
export function VoiceKey() {
  const { voice: words } = useWords();
  if (useVoice().speech === 'none') return null;
  return (
    <TouchButton className="key voice-key" name="voice" action={{ type: 'openVoice' }}>
      <Ear />
      <span>{words.button}</span>
    </TouchButton>
  );
}

function Start() {
  const { voice: words } = useWords();
  const { earphonesMissing } = useVoice();
  const trouble = useVoiceTrouble();
  if (earphonesMissing) return <p className="lead">{words.plug}</p>;
  return (
    <>
      <p className="lead">{words.about}</p>
      {trouble === null ? null : <Notice tone="warning">{trouble}</Notice>}
      <TouchButton className="key key-tall voice-start" name="voice-on" action={{ type: 'openVoice' }}>
        {words.on}
      </TouchButton>
    </>
  );
}

function Settings() {
  const { voice: words } = useWords();
  const { speed, volume, blank } = useVoice();
  const { spell } = useReader();
  const trouble = useVoiceTrouble();
  return (
    <>
      {trouble === null ? null : <Notice tone="warning">{trouble}</Notice>}
      <div className="voice-settings">
        <Setting says={words.volume({ at: volume, of: voiceSteps.volume })}>
          <Change change="softer" say={words.softer} />
          <Change change="louder" say={words.louder} />
        </Setting>
        <Setting says={words.speed({ at: speed, of: voiceSteps.speed })}>
          <Change change="slower" say={words.slower} />
          <Change change="faster" say={words.faster} />
        </Setting>
        <div className="voice-others">
          <TouchButton className="key" name="voice-spell" action={spell}>
            {words.spell}
          </TouchButton>
          <Change change={blank ? 'show' : 'blank'} say={blank ? words.show : words.blank} />
          <Change change="off" say={words.off} />
        </div>
      </div>
    </>
  );
}

function Setting({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  return (
    <div className="voice-setting">
      <p className="lead" aria-live="polite">
        {says}
      </p>
      {children}
    </div>
  );
}

function Change({ change, say }: { readonly change: VoiceChange; readonly say: string }) {
  return (
    <TouchButton className="key" name={`voice-${change}`} action={{ type: 'setVoice', change }}>
      {say}
    </TouchButton>
  );
}
