/** One small sheet for each that will come, filled when the printer has reported it. The words beside it say the numbers. */
export function SheetProgress({ printed, of }: { readonly printed: number; readonly of: number }) {
  return (
    <div className="sheet-progress" aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        <span key={index} className={index < printed ? 'sheet-out' : 'sheet-to-come'} />
      ))}
    </div>
  );
}
