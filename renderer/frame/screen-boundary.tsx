import { Component } from 'react';
import type { ReactNode } from 'react';
import type { Screen } from '../../shared/screen.ts';
import { NeutralPage } from './neutral-page.tsx';

interface BoundaryProps {
  readonly screen: Screen;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly screen: Screen | null;
  readonly failed: boolean;
}

/** A screen that cannot be drawn must not leave a white panel: the neutral page stands in until the next screen. */
export class ScreenBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { screen: null, failed: false };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return props.screen === state.screen ? null : { screen: props.screen, failed: false };
  }

  override render(): ReactNode {
    return this.state.failed ? <NeutralPage /> : this.props.children;
  }
}
