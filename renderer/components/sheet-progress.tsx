/**
 * One small sheet for each that is to come, filled once the printer has reported it. The words beside it give the numbers. A
 * single one is left out: alone under its sentence, an empty rectangle looks like a letter that the font lacks.
 */
export function SheetProgress({ printed, of }: { readonly printed: number; readonly of: number }) {
  if (of < 2) return null;
  return (
    <div className="sheet-progress" aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        <span key={index} className={index < printed ? 'sheet-out' : 'sheet-to-come'} />
      ))}
    </div>
  );
}
