import type { RefusalCode } from '../../shared/center-api.ts';
import type { ItemId } from '../../shared/certificates.ts';
import type { IsoDate } from '../../shared/dates.ts';
import type { PageDrawing } from '../../shared/drawing.ts';
import type { Result } from '../../shared/result.ts';
import type { MinchoFont } from '../../printing/fonts/mincho.ts';
import type { Municipality } from '../municipalities/schema.ts';
import type { Resident } from '../store/registers.ts';

/** What one certificate is built from; every copy has its own number. */
export interface CertificateContent {
  readonly municipality: Municipality;
  readonly issuedOn: IsoDate;
  /** At least one, in the register's order. */
  readonly persons: readonly Resident[];
  /** Nobody of the household is left out. */
  readonly whole: boolean;
  readonly shown: ReadonlySet<ItemId>;
}

/** A kind of certificate that this center can make. */
export interface CertificateBuilder {
  /** The sheets of one copy, each a PDF, in order. */
  build(
    content: CertificateContent,
    number: string,
    font: MinchoFont,
  ): Promise<Result<readonly Uint8Array[], RefusalCode>>;
  /** The fronts of the same sheets with names and numbers masked. */
  preview(
    content: CertificateContent,
    number: string,
    font: MinchoFont,
  ): Result<readonly PageDrawing[], RefusalCode>;
}
