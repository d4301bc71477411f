import type { AvailableCertificate } from '../../shared/center-api.ts';
import type { ItemId } from '../../shared/certificates.ts';
import type { Service } from '../municipalities/service-schema.ts';

/** What the resident is asked whether to show, with the municipality's default. */
export function choosableItems({ items = [] }: Pick<Service, 'items'>): AvailableCertificate['items'] {
  return items.flatMap(({ item, concerns, print }) =>
    print === 'shownByDefault' || print === 'hiddenByDefault'
      ? [{ item, concerns, shownByDefault: print === 'shownByDefault' }]
      : [],
  );
}

/** What is printed whatever the resident chooses. */
export function alwaysShown({ items = [] }: Pick<Service, 'items'>): readonly ItemId[] {
  return items.filter(({ print }) => print === 'always').map(({ item }) => item);
}
