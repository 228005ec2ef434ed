import type { Text } from '../text.ts';

export const signInText: Text['signIn'] = {
  title: 'Iniciar sesión',
  lead: 'Este servidor pide su token: el valor de TRAZA_TOKEN con el que se inició.',
  token: 'Token',
  submit: 'Iniciar sesión',
  wrong: 'Este no es el token de este servidor.',
};
