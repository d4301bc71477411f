import { createContext, useContext } from 'react';
import type { StaffCall } from '../../shared/staff-call.ts';
import { Bell } from '../drawings/marks.tsx';
import { useWords } from '../languages/languages.tsx';
import { TouchButton } from './touch-button.tsx';

/** How a call for the store's staff stands; null: this kiosk cannot call. */
export const StaffCallContext = createContext<StaffCall | null>(null);

/** Calls the store's staff over, again if need be, and calls them off. Nothing where the kiosk cannot call. */
export function CallStaff({ className = 'key' }: { readonly className?: string }) {
  const { care } = useWords();
  const call = useContext(StaffCallContext);
  if (call === null) return null;
  const say = call === 'quiet' ? care.staffCall.call : care.staffCall.again;
  return call === 'called' || call === 'heard' ? (
    <TouchButton className={className} name="end-staff-call" action={{ type: 'endStaffCall' }}>
      <Bell />
      <span>{care.staffCall.over}</span>
    </TouchButton>
  ) : (
    <TouchButton
      className={className}
      name="call-staff"
      disabled={call === 'sending'}
      action={{ type: 'callStaff' }}
    >
      <Bell />
      <span>{say}</span>
    </TouchButton>
  );
}

/** What has become of the call: seen on every screen as long as it stands, and told to screen readers with each change. */
export function StaffCallState() {
  const { care } = useWords();
  const call = useContext(StaffCallContext);
  if (call === null || call === 'quiet') return null;
  return (
    <p className={`staff-call staff-call-${call}`} role="status">
      <Bell />
      <span>{care.staffCall[call]}</span>
    </p>
  );
}
