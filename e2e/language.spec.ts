import { expect, test } from './fixtures.ts';
import { logRun } from './log-run.ts';

test.describe('a reader of Spanish', () => {
  test.use({ locale: 'es-MX' });

  test('gets Spanish pages, changes to English, and stays there', async ({ page, project }) => {
    const runId = await logRun(project.api, {
      name: 'ajuste',
      params: { lr: '0.003' },
      metrics: { loss: [0.6, 0.4567] },
      status: 'finished',
    });
    const html = page.locator('html');
    await page.goto(`${project.url}/runs/${runId}`);
    await expect(html).toHaveAttribute('lang', 'es');
    await expect(page.getByText('Las cinco respuestas')).toBeVisible();
    await expect(page.getByText('2 de 5 registradas')).toBeVisible();
    // Numbers are written as its readers write them, and drawn by server and browser alike.
    await expect(page.getByRole('row', { name: /loss/ }).first()).toContainText('0,4567');
    await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Experimentos' }).click();
    await expect(page).toHaveTitle('Experimentos · Traza');

    await page.getByRole('button', { name: 'English' }).click();
    await expect(html).toHaveAttribute('lang', 'en');
    await expect(page).toHaveTitle('Experiments · Traza');
    await page.reload();
    await expect(html).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Language');
    await page.getByRole('option', { name: 'Language: Español' }).click();
    await expect(html).toHaveAttribute('lang', 'es');
    await expect(page).toHaveTitle('Experimentos · Traza');
  });

  // A page of its own: the browser writes each 404 to the console.
  test('is told in Spanish that there is nothing at an address', async ({ browser, project }) => {
    const page = await browser.newPage();
    await page.goto(`${project.url}/runs/${'0'.repeat(32)}`);
    await expect(page.getByRole('heading', { name: 'No hay nada en esta dirección', level: 2 })).toBeVisible();
    await page.close();
  });
});
