// The dashboard in Spanish, typed by the English: a key that is missing here does not compile. Words used throughout, so
// that one thing has one name (what the field says in English stays English):
//
//   run          ejecución              dataset      dataset               artifact    artefacto
//   experiment   experimento            prediction   predicción            digest      digest
//   job          trabajo                worker       worker                recipe      receta
//   attempt      intento                slot         slot                  seed        semilla
//   queue        cola, encolar          lineage      linaje                epoch       época
//   training     entrenamiento          step         paso                  metric      métrica
//   to log       registrar              log          log                   tag         etiqueta
//   to register  registrar (un modelo)  alias        alias                 stage       etapa
//   target       objetivo               feature      variable              layer       capa
//   threshold    umbral                 baseline     referencia            recall      recall
//   split        dividir, división      partition    partición             batch       lote
//   quarantine   cuarentena             reproduce    reproducir            verdict     veredicto
//   upstream     origen                 downstream   derivado              cache       caché
//
// The reader is addressed by infinitives and without "tú" or "usted" where a sentence allows it.

import { formatCount } from '../format.ts';
import { codeText } from './es/code.ts';
import { commandsText } from './es/commands.ts';
import { compareText } from './es/compare.ts';
import { datasetsText } from './es/datasets.ts';
import { evaluationText } from './es/evaluation.ts';
import { experimentsText } from './es/experiments.ts';
import { filterText } from './es/filter.ts';
import { gridText } from './es/grid.ts';
import { groupsText } from './es/groups.ts';
import { homeText } from './es/home.ts';
import { jobsText } from './es/jobs.ts';
import { lineageText } from './es/lineage.ts';
import { loggedText } from './es/logged.ts';
import { loggedDatasetsText } from './es/logged-datasets.ts';
import { modelsText } from './es/models.ts';
import { panelsText } from './es/panels.ts';
import { plural } from './es/plural.ts';
import { predictionsText } from './es/predictions.ts';
import { problemsText } from './es/problems.ts';
import { projectsText } from './es/projects.ts';
import { reproductionText } from './es/reproduction.ts';
import { runText } from './es/run.ts';
import { runPageText } from './es/run-page.ts';
import { runPanelsText } from './es/run-panels.ts';
import { runsText } from './es/runs.ts';
import { schedulesText } from './es/schedules.ts';
import { signInText } from './es/sign-in.ts';
import { tracesText } from './es/traces.ts';
import { treeText } from './es/tree.ts';
import { viewsText } from './es/views.ts';
import type { Text } from './text.ts';

export const text: Text = {
  app: {
    name: 'Traza',
    description: 'Qué datos, cuándo, qué parámetros, qué código y qué salió: de cada resultado.',
  },
  chart: {
    export: 'Exportar el gráfico',
    exportAs: (format) => `Guardar como ${format}`,
    higherIsBetter: 'más alto es mejor',
    lowerIsBetter: 'más bajo es mejor',
    noPoints: 'Aún no hay puntos',
    nothingHere: 'No hay puntos en este tramo.',
    showAll: 'Mostrar todo',
    skipped: (count) => `${plural(count, 'punto')} sin dibujar (NaN, infinito o no mayor que 0)`,
    outside: (count) => `${plural(count, 'valor atípico', 'valores atípicos')} fuera del marco`,
    moreRows: (count) => `y ${formatCount(count)} más`,
    clickToPin: 'clic para fijar',
    pinned: 'fijado · clic para soltar',
    points: (shown, total) => `${formatCount(shown)} de ${plural(total, 'punto')}`,
    perBucket: (steps) => `≈ ${steps} pasos por intervalo`,
    zoomed: 'ampliado · doble clic para ver todo',
    resetZoom: 'Ver todo',
    textAlternative: (title) => `${title}: valores en una tabla`,
    series: 'Serie',
    last: 'Último',
    min: 'Mín.',
    max: 'Máx.',
    step: 'paso',
    range: 'Rango',
    count: 'Cantidad',
    from: 'Desde',
    to: 'Hasta',
    compared: 'Comparado con',
    value: 'Valor',
    name: 'Nombre',
    actual: 'Real',
    predicted: 'Predicha',
    ofActual: (share) => `${share} de la clase real`,
    smoothing: 'Suavizado',
  },
  code: codeText,
  commands: commandsText,
  compare: compareText,
  common: {
    cancel: 'Cancelar',
    close: 'Cerrar',
    copy: 'Copiar',
    copied: 'Copiado',
    copyFailed: 'El navegador no dio acceso al portapapeles. Selecciona el texto y cópialo a mano.',
    dismiss: 'Descartar',
    loading: 'Cargando…',
    none: 'ninguno',
    open: 'Abrir',
    retry: 'Reintentar',
    requestId: 'Petición',
    noRows: 'Aún no hay nada aquí',
    sortBy: (column) => `Ordenar por ${column}`,
    rows: (count) => plural(count, 'fila'),
    bytes: (count) => plural(count, 'byte'),
  },
  connection: {
    lost: 'Se perdió la conexión. Lo que se ve puede no estar al día; reintentando…',
    back: 'Conexión recuperada',
    live: 'en vivo',
    offline: 'El dispositivo está sin conexión. Se ve lo último recibido; seguirá en cuanto vuelva la red.',
    newer: 'Traza se actualizó. Esta página se recarga en cuanto hagas una pausa.',
    older: 'Esta página y el servidor son de versiones distintas.',
    reload: 'Recargar ahora',
  },
  datasets: datasetsText,
  error: {
    title: 'No se pudo mostrar esta página',
    unexpected: 'Algo falló de nuestro lado. No se cambió nada.',
    unreachable: 'No se puede contactar con el servidor.',
    unreachableHint: 'Comprueba que Traza está en marcha e inténtalo de nuevo.',
    badAnswer: (status) => `El servidor respondió ${status} sin decir por qué.`,
    notFoundTitle: 'No hay nada en esta dirección',
    notFoundHint: 'Puede que el enlace sea antiguo o que se haya borrado lo que nombraba.',
    goHome: 'Ir a la página de inicio',
    reference: 'En el log del servidor como',
    newer:
      'No se pudo cargar una parte de esta página: puede que el servidor ya tenga una versión más nueva. Recarga la página.',
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
    queued: 'en cola',
    running: 'en curso',
    finished: 'terminado',
    failed: 'fallido',
    canceled: 'cancelado',
    stalled: 'sin señal',
    preempted: 'desalojado',
    skipped: 'omitido',
  },
  keys: {
    title: 'Teclado',
    help: 'Mostrar esta ayuda',
    palette: 'Buscar o ejecutar un comando',
    goTo: (page) => `Ir a ${page}`,
    theme: 'Cambiar el tema',
    tab: (label) => `Mostrar ${label}`,
    nextRow: 'Fila siguiente',
    previousRow: 'Fila anterior',
    openRow: 'Abrir la fila',
    groups: { general: 'En todas partes', navigation: 'Ir a', page: 'En esta página' },
  },
  lineage: lineageText,
  log: {
    label: 'Log',
    search: 'Buscar en el log',
    follow: 'Seguir',
    following: 'Siguiendo el final',
    matches: (at, count, more) =>
      count === 0 ? 'sin resultados' : `${formatCount(at)} de ${formatCount(count)}${more ? '+' : ''}`,
    searching: 'buscando…',
    lines: (count) => plural(count, 'línea'),
    next: 'Resultado siguiente',
    previous: 'Resultado anterior',
    empty: 'Aún no hay salida.',
    nothing: 'No imprimió nada.',
    times: 'Horas (UTC)',
    lineAt: (number) => `Línea ${formatCount(number)}`,
    copyLink: 'Copiar un enlace a esta línea',
    linkCopied: (number) => `Se copió un enlace a la línea ${formatCount(number)}`,
    cut: (count) => `… y ${plural(count, 'carácter más', 'caracteres más')}, en la descarga`,
    download: 'Descargar',
  },
  markdown: {
    picture: 'Imagen',
    table: 'Tabla',
    task: 'Hecho',
    tooLong: 'Este texto es demasiado largo para darle formato; se muestra tal como se escribió.',
  },
  logged: loggedText,
  loggedDatasets: loggedDatasetsText,
  nav: {
    label: 'Principal',
    home: 'Inicio',
    experiments: 'Experimentos',
    datasets: 'Datasets',
    models: 'Modelos',
    predictions: 'Predicciones',
    jobs: 'Trabajos',
    schedules: 'Programaciones',
    lineage: 'Linaje',
    traces: 'Trazas',
    more: 'Más',
    skip: 'Saltar al contenido',
    breadcrumbs: 'Ubicación',
  },
  palette: {
    placeholder: 'Buscar o ejecutar un comando',
    label: 'Paleta de comandos',
    empty: 'No hay coincidencias.',
    searching: 'Buscando…',
    hint: '↑↓ para moverse · Intro para abrir · Esc para cerrar',
    groups: {
      action: 'Acciones',
      page: 'Páginas',
      run: 'Ejecuciones',
      experiment: 'Experimentos',
      dataset: 'Datasets',
      'logged-dataset': 'Datasets registrados',
      model: 'Modelos',
      job: 'Trabajos',
      schedule: 'Programaciones',
      project: 'Proyectos',
      archived: 'Archivados',
    },
    archived: 'archivado',
  },
  panels: panelsText,
  projects: projectsText,
  progress: { label: 'Progreso' },
  problems: problemsText,
  reproduction: reproductionText,
  run: runText,
  runPanels: runPanelsText,
  runPage: runPageText,
  runs: runsText,
  schedules: schedulesText,
  signIn: signInText,
  language: { speak: (language) => `Idioma: ${language}` },
  theme: {
    label: { light: 'Tema claro', dark: 'Tema oscuro', system: 'Tema del sistema' },
    change: (current) => `${current}. Cambiar el tema`,
  },
  toast: { label: 'Avisos' },
  tree: treeText,
  traces: tracesText,
  views: viewsText,
};
