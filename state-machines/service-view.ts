import type { ScreenBody } from '../shared/screen.ts';
import type { CardSecret } from './ports.ts';
import { must, type SessionContext } from './session/context.ts';
import { enrolmentForm, isComplete } from './session/form.ts';
import type { SessionSnapshot } from './session/session.ts';
import { newSecretOf } from './session/setup.ts';

/** The screens of the services other than certificates; null when the session is elsewhere. Pure. */
export function serviceBody(session: SessionSnapshot): ScreenBody | null {
  const { context } = session;
  const at = (state: Parameters<typeof session.matches>[0]): boolean => session.matches(state);
  if (at({ flow: 'serviceNotes' }) && context.service !== 'certificates')
    return { kind: 'serviceNotes', service: context.service };
  if (at({ flow: 'password' }) || at({ flow: 'loginByPassword' })) return passwordBody(session);
  if (at({ flow: 'newSecret' })) return newSecretBody(session);
  if (at({ flow: 'secretChanged' })) return { kind: 'secretChanged', secret: newSecretOf(context) };
  return enrolmentBody(session);
}

function enrolmentBody(session: SessionSnapshot): ScreenBody | null {
  const { context } = session;
  const at = (state: Parameters<typeof session.matches>[0]): boolean => session.matches(state);
  const { form, holder } = context;
  const municipality = context.municipality?.name;
  if (!municipality || holder?.service !== 'enrolment') return null;
  if (at({ flow: 'enrolments' })) {
    const { enrolments, mayEnrol, endingSoon } = holder;
    return { kind: 'enrolments', municipality, enrolments, mayEnrol, endingSoon };
  }
  if (at({ flow: 'town' })) return { kind: 'domicileTown', municipality, towns: holder.towns };
  if (at({ flow: 'number' })) {
    const { town, entered } = form;
    return { kind: 'domicileNumber', town, entered, complete: isComplete(form, 'number') };
  }
  if (at({ flow: 'head' })) return { kind: 'headOfRegister', entered: form.entered };
  if (at({ flow: 'telephone' }))
    return { kind: 'telephone', entered: form.entered, complete: isComplete(form, 'telephone') };
  if (at({ flow: 'formCheck' }))
    return {
      kind: 'enrolmentCheck',
      municipality,
      ...enrolmentForm(form),
      endingSoon: holder.endingSoon,
    };
  if (at({ flow: { enrolled: 'shown' } })) {
    const slip = context.receiptPrinted ? 'printed' : 'notPrinted';
    return { kind: 'enrolled', enrolment: must(context.enrolled, 'enrolment'), slip };
  }
  return at({ flow: 'enrolled' }) ? { kind: 'working', what: 'closing' } : null;
}

function passwordBody(session: SessionSnapshot): ScreenBody {
  const { context } = session;
  if (session.matches({ flow: { loginByPassword: 'beginning' } }) && !context.challengeOld)
    return { kind: 'working', what: 'readingCard' };
  if (session.matches({ flow: { password: 'sending' } })) return { kind: 'working', what: 'sending' };
  const typing =
    session.matches({ flow: { password: 'entering' } }) ||
    session.matches({ flow: { loginByPassword: 'entering' } });
  if (!typing) return { kind: 'working', what: 'signing' };
  return {
    ...secretBody(context, 'signaturePassword'),
    ask: 'present',
    triesLeft: context.passwordTriesLeft,
    notice: context.pinWrong ? 'wrong' : 'none',
  };
}

function newSecretBody(session: SessionSnapshot): ScreenBody {
  const { context } = session;
  if (session.matches({ flow: { newSecret: 'changing' } }))
    return { kind: 'working', what: 'changingSecret' };
  const first = session.matches({ flow: { newSecret: 'first' } });
  return {
    ...secretBody(context, newSecretOf(context)),
    ask: first ? 'new' : 'again',
    triesLeft: null,
    notice: first && context.secretDifferent ? 'different' : 'none',
  };
}

function secretBody(context: SessionContext, secret: CardSecret) {
  const { least, most } = must(context.card, 'card').rules[secret];
  return { kind: 'secret', secret, entered: context.pinEntered, least, most } as const;
}
