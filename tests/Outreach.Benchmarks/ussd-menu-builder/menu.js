// Runs sessions through two menus for some milliseconds and prints the turns a second of processor time.
const UssdMenu = require('ussd-menu-builder');

const menu = new UssdMenu();
menu.startState({
  run: () => menu.con('Outreach\n1 My balance\n2 Make an offer\n3 Answer\n4 Language\n5 Help\n0 Exit'),
  next: { 4: 'language' },
});
menu.state('language', {
  run: () => menu.con('Language:\n1 English\n2 Kiswahili\n3 Francais\n0 Back 00 Home'),
  next: { 0: 'home' },
});
menu.state('home', {
  run: () => menu.con('Outreach\n1 My balance\n2 Make an offer\n3 Answer\n4 Language\n5 Help\n0 Exit'),
  next: { 4: 'language' },
});

const texts = ['', '4', '4*0', '4*0*4', '4*0*4*0', '4*0*4*0*4', '4*0*4*0*4*0'];

async function turnsASecond(milliseconds) {
  const begun = process.hrtime.bigint();
  const passed = () => Number(process.hrtime.bigint() - begun) / 1e6;
  const before = process.cpuUsage();
  let turns = 0;
  for (let session = 0; passed() < milliseconds; session++) {
    for (const text of texts) {
      const answer = await menu.run({ sessionId: `${session}`, serviceCode: '*384*7071#', phoneNumber: '+254711000001', text });
      if (!answer.startsWith('CON ')) throw new Error(`A turn got ${answer}`);
      turns++;
    }
  }
  const { user, system } = process.cpuUsage(before);
  return turns / ((user + system) / 1e6);
}

(async () => {
  await turnsASecond(500);
  console.log(await turnsASecond(Number(process.argv[2])));
})();
