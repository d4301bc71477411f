import { useStage } from './stage.tsx';

/** Whether the screens stand upright: a longer list then fits on one page. */
export function useUpright(): boolean {
  return useStage().shape === 'tall';
}
