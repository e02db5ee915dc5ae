// The pages' sample calls, made by three clients from npm as they are.
// Usage: node node.js URL APP_KEY APP_SECRET SESSION

const samples = require('../../assets/samples.json');

const [url, appkey, appsecret, session] = process.argv.slice(2);

// Each answers with the members of the reply's root. `get` of ali-topsdk and taobao-sdk sends no
// parameters at all, so nothing can answer it.
const clients = {
  'ali-topsdk': callbackClient(require('ali-topsdk').ApiClient),
  'taobao-sdk': callbackClient(require('taobao-sdk').ApiClient),
  'node-taobao-topclient': promiseClient('POST'),
  'node-taobao-topclient (GET)': promiseClient('GET'),
};

function callbackClient(ApiClient) {
  const client = new ApiClient({ appkey, appsecret, url });
  return (method, params) =>
    new Promise((resolve, reject) => {
      client.execute(method, params, (error, reply) => (error ? reject(error) : resolve(reply)));
    });
}

function promiseClient(verb) {
  const TopClient = require('node-taobao-topclient').default;
  const client = new TopClient({ appkey, appsecret, REST_URL: url });
  return (method, params) => client.execute(method, params, verb);
}

function succeeded(reply) {
  return reply?.result?.biz_success === true || reply?.api_result?.success === true;
}

async function main() {
  let failures = 0;
  for (const [name, call] of Object.entries(clients)) {
    for (const { method, param, request } of samples) {
      const reply = await call(method, { session, [param]: request }).catch((error) => error);
      const verdict = succeeded(reply) ? 'ok' : 'FAILED';
      console.log(`${verdict}  ${name}: ${method}`);
      if (verdict === 'FAILED') {
        failures += 1;
        console.log(reply);
      }
    }
  }
  process.exit(failures === 0 ? 0 : 1);
}

main();
