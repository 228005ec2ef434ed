'use client';

import { Component, type ReactNode } from 'react';
import { ErrorState } from '#lib/ui/error-state.tsx';
import { text } from '#lib/ui/text/text.ts';

/** Keeps to one panel what goes wrong in it. */
export class PanelBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState error={error} title={text.panels.panel.broken} onRetry={() => this.setState({ error: undefined })} />
    );
  }
}
