export const signInText = {
  title: 'Sign in',
  lead: 'This server asks for its token: the value of TRAZA_TOKEN it was started with.',
  token: 'Token',
  submit: 'Sign in',
  wrong: 'This is not the token of this server.',
};
