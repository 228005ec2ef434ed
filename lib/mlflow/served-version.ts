/** The MLflow release whose calls we answer. Below 3.4 its client does not send traces by OTLP. */
export const servedVersion = '3.17.2';
