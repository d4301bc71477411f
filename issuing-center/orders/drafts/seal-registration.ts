import type { SealRegistrationData } from '../../../printing/certificates/data.ts';
import { registeredSeal } from '../../rules/seal.ts';
import { documentHead, must, type DraftInput } from './draft.ts';

export function sealRegistrationData(input: DraftInput, number: string): SealRegistrationData {
  const { facts, issuedOn } = input;
  const { name, birthDate, foreign, address } = facts.household.holder;
  const { image, otherName } = must(registeredSeal(facts, issuedOn), 'registered seal');
  return { ...documentHead(input, number), name, otherName, birthDate, foreign, address, seal: image };
}
