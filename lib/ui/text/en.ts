// Every string a page shows. How to add: each area has a file of its own in `en/` (`en/jobs.ts` exports `jobsText`) and
// one line in the object below; what several areas share is written here. Write a plain string, or a function where a
// number or name goes in; counts go through `plural`. Keep sentences whole: a translation cannot put fragments
// together. No markup.

import { formatCount } from '../format.ts';
import { codeText } from './en/code.ts';
import { commandsText } from './en/commands.ts';
import { compareText } from './en/compare.ts';
import { datasetsText } from './en/datasets.ts';
import { evaluationText } from './en/evaluation.ts';
import { experimentsText } from './en/experiments.ts';
import { filterText } from './en/filter.ts';
import { gridText } from './en/grid.ts';
import { groupsText } from './en/groups.ts';
import { homeText } from './en/home.ts';
import { jobsText } from './en/jobs.ts';
import { lineageText } from './en/lineage.ts';
import { loggedText } from './en/logged.ts';
import { loggedDatasetsText } from './en/logged-datasets.ts';
import { modelsText } from './en/models.ts';
import { panelsText } from './en/panels.ts';
import { predictionsText } from './en/predictions.ts';
import { problemsText } from './en/problems.ts';
import { projectsText } from './en/projects.ts';
import { reproductionText } from './en/reproduction.ts';
import { runText } from './en/run.ts';
import { runPageText } from './en/run-page.ts';
import { runPanelsText } from './en/run-panels.ts';
import { runsText } from './en/runs.ts';
import { schedulesText } from './en/schedules.ts';
import { signInText } from './en/sign-in.ts';
import { tracesText } from './en/traces.ts';
import { treeText } from './en/tree.ts';
import { viewsText } from './en/views.ts';
import { plural } from './plural.ts';

export const text = {
  app: {
    name: 'Traza',
    description: 'Which data, when, which parameters, which code, and what came out: for every result.',
  },
  chart: {
    export: 'Export chart',
    exportAs: (format: string) => `Save as ${format}`,
    higherIsBetter: 'higher is better',
    lowerIsBetter: 'lower is better',
    noPoints: 'No points yet',
    nothingHere: 'No points lie in this stretch.',
    showAll: 'Show all',
    skipped: (count: number) => `${plural(count, 'point')} not drawn (NaN, infinite or not above 0)`,
    outside: (count: number) => `${plural(count, 'outlier')} beyond the frame`,
    moreRows: (count: number) => `and ${formatCount(count)} more`,
    clickToPin: 'click to pin',
    pinned: 'pinned · click to release',
    points: (shown: number, total: number) => `${formatCount(shown)} of ${plural(total, 'point')}`,
    perBucket: (steps: string) => `≈ ${steps} steps a bucket`,
    zoomed: 'zoomed · double-click to reset',
    resetZoom: 'Reset zoom',
    textAlternative: (title: string) => `${title}: values as a table`,
    series: 'Series',
    last: 'Last',
    min: 'Min',
    max: 'Max',
    step: 'step',
    range: 'Range',
    count: 'Count',
    from: 'From',
    to: 'To',
    compared: 'Compared with',
    value: 'Value',
    name: 'Name',
    actual: 'Actual',
    predicted: 'Predicted',
    ofActual: (share: string) => `${share} of the actual class`,
    smoothing: 'Smoothing',
  },
  code: codeText,
  commands: commandsText,
  compare: compareText,
  common: {
    cancel: 'Cancel',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser refused the clipboard. Select the text and copy it by hand.',
    dismiss: 'Dismiss',
    loading: 'Loading…',
    none: 'none',
    open: 'Open',
    retry: 'Try again',
    requestId: 'Request',
    noRows: 'Nothing here yet',
    sortBy: (column: string) => `Sort by ${column}`,
    rows: (count: number) => plural(count, 'row'),
    bytes: (count: number) => plural(count, 'byte'),
  },
  connection: {
    lost: 'Connection lost. What you see may be out of date; trying again…',
    back: 'Connected again',
    live: 'live',
    offline: 'Your device is offline. What you see is as it was; it follows again once you are back.',
    newer: 'Traza was upgraded. This page reloads as soon as you pause.',
    older: 'This page and the server are of different versions.',
    reload: 'Reload now',
  },
  datasets: datasetsText,
  error: {
    title: 'This page could not be shown',
    unexpected: 'Something went wrong on our side. Nothing was changed.',
    unreachable: 'The server cannot be reached.',
    unreachableHint: 'Check that Traza is running, then try again.',
    badAnswer: (status: number) => `The server answered ${status} without saying why.`,
    notFoundTitle: 'There is nothing at this address',
    notFoundHint: 'The link may be old, or what it named was deleted.',
    goHome: 'Go to the home page',
    reference: 'In the server log as',
    newer: 'A part of this page could not be loaded: the server may have a newer version by now. Reload the page.',
  },
  home: homeText,
  jobs: jobsText,
  models: modelsText,
  predictions: predictionsText,
  evaluation: evaluationText,
  experiments: experimentsText,
  grid: gridText,
  filter: filterText,
  groups: groupsText,
  jobState: {
    queued: 'queued',
    running: 'running',
    finished: 'finished',
    failed: 'failed',
    canceled: 'canceled',
    stalled: 'stalled',
    preempted: 'preempted',
    skipped: 'skipped',
  },
  keys: {
    title: 'Keyboard',
    help: 'Show this help',
    palette: 'Search or run a command',
    goTo: (page: string) => `Go to ${page}`,
    theme: 'Change the theme',
    tab: (label: string) => `Show ${label}`,
    nextRow: 'Next row',
    previousRow: 'Previous row',
    openRow: 'Open row',
    groups: { general: 'Everywhere', navigation: 'Go to', page: 'On this page' },
  },
  lineage: lineageText,
  log: {
    label: 'Log',
    search: 'Search the log',
    follow: 'Follow',
    following: 'Following the end',
    matches: (at: number, count: number, more: boolean) =>
      count === 0 ? 'no match' : `${formatCount(at)} of ${formatCount(count)}${more ? '+' : ''}`,
    searching: 'searching…',
    lines: (count: number) => plural(count, 'line'),
    next: 'Next match',
    previous: 'Previous match',
    empty: 'No output yet.',
    nothing: 'It printed nothing.',
    times: 'Times (UTC)',
    lineAt: (number: number) => `Line ${formatCount(number)}`,
    copyLink: 'Copy a link to this line',
    linkCopied: (number: number) => `A link to line ${formatCount(number)} was copied`,
    cut: (count: number) => `… and ${plural(count, 'more character')}, in the download`,
    download: 'Download',
  },
  markdown: {
    picture: 'Picture',
    table: 'Table',
    task: 'Done',
    tooLong: 'This text is too long to lay out; it is shown as it was written.',
  },
  logged: loggedText,
  loggedDatasets: loggedDatasetsText,
  nav: {
    label: 'Main',
    home: 'Home',
    experiments: 'Experiments',
    datasets: 'Datasets',
    models: 'Models',
    predictions: 'Predictions',
    jobs: 'Jobs',
    schedules: 'Schedules',
    lineage: 'Lineage',
    traces: 'Traces',
    more: 'More',
    skip: 'Skip to content',
    breadcrumbs: 'You are here',
  },
  palette: {
    placeholder: 'Search or run a command',
    label: 'Command palette',
    empty: 'Nothing matches.',
    searching: 'Searching…',
    hint: '↑↓ to move · Enter to open · Esc to close',
    groups: {
      action: 'Actions',
      page: 'Pages',
      run: 'Runs',
      experiment: 'Experiments',
      dataset: 'Datasets',
      'logged-dataset': 'Logged datasets',
      model: 'Models',
      job: 'Jobs',
      schedule: 'Schedules',
      project: 'Projects',
      archived: 'Archived',
    },
    archived: 'archived',
  },
  panels: panelsText,
  projects: projectsText,
  progress: { label: 'Progress' },
  problems: problemsText,
  reproduction: reproductionText,
  run: runText,
  runPanels: runPanelsText,
  runPage: runPageText,
  runs: runsText,
  schedules: schedulesText,
  signIn: signInText,
  language: { speak: (language: string) => `Language: ${language}` },
  theme: {
    label: { light: 'Light theme', dark: 'Dark theme', system: "The system's theme" },
    change: (current: string) => `${current}. Change the theme`,
  },
  toast: { label: 'Notices' },
  tree: treeText,
  traces: tracesText,
  views: viewsText,
};
