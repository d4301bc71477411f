import { PageButtons, usePages } from '../components/pages.tsx';
import { Panel } from '../components/panel.tsx';
import { useUpright } from '../components/use-upright.ts';
import type { BodyOf } from '../components/body-of.ts';
import { sumText } from '../languages/format.ts';
import { useAttendantWords, useLanguage } from '../languages/languages.tsx';
import type { DeviceDetails } from '../../shared/device-details.ts';
import { yen } from '../../shared/yen.ts';
import { hopperValue, isHopper } from './hopper-name.ts';

const devicesPerPage = { landscape: 3, portrait: 8 } as const;

/** What each device says of itself, for whoever calls its maker. */
export function DeviceDetailsScreen({ body }: BodyOf<'deviceDetails'>) {
  const { deviceDetails: words } = useAttendantWords();
  const portrait = useUpright();
  const pages = usePages(body.devices, portrait ? devicesPerPage.portrait : devicesPerPage.landscape);
  return (
    <Panel question={words.question} className="panel-case" aside={<PageButtons pages={pages} />}>
      <div className="case-sheet">
        {body.devices.length === 0 ? (
          <p className="lead">{words.none}</p>
        ) : (
          <table className="table">
            <thead>
              <tr>
                {(['device', 'model', 'serial', 'counters'] as const).map((column) => (
                  <th key={column} scope="col">
                    {words.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {pages.shown.map((details, index) => (
                // Two hoppers may be of one denomination.
                <DetailsRow key={`${details.device}-${String(index)}`} details={details} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Panel>
  );
}

function DetailsRow({ details }: { readonly details: DeviceDetails }) {
  const { devices, deviceDetails: words } = useAttendantWords();
  const language = useLanguage();
  const { device, maker, model, firmware, serial, counters } = details;
  return (
    <tr>
      <th scope="row" className="told-device">
        {isHopper(device)
          ? devices.hopper({ sum: sumText(language, yen(hopperValue(device))) })
          : devices[device]}
      </th>
      <td className="told">
        <p>{[maker, model].filter((each) => each !== null).join(' ')}</p>
        <p>{firmware}</p>
      </td>
      <td className="told told-serial">{serial}</td>
      <td>
        {counters.map(({ of, count }) => (
          <p key={of}>{words.counters[of]({ count })}</p>
        ))}
      </td>
    </tr>
  );
}
