"""The pages' sample calls, made by two clients from PyPI as they are.

Usage: python.py HOST PORT APP_KEY APP_SECRET SESSION
"""

import asyncio
import json
import pathlib
import sys

import taobaopyx.taobao
import top
import top.api.base

HOST, PORT, APP_KEY, APP_SECRET, SESSION = sys.argv[1:]
SAMPLES = json.loads((pathlib.Path(__file__).parents[2] / "assets/samples.json").read_text("utf-8"))


def with_topsdk(method, param, request):
    api = top.api.base.RestApi(HOST, int(PORT))
    api.getapiname = lambda: method
    # What is set on the object is a parameter, so the stand-in must not be.
    api.getApplicationParameters = lambda: {param: json.dumps(request)}
    api.set_app_info(top.appinfo(APP_KEY, APP_SECRET))
    return api.getResponse(SESSION)


def with_taobaopyx(method, param, request):
    async def call():
        domain = f"http://{HOST}:{PORT}"
        client = taobaopyx.taobao.AsyncTaobaoAPIClient(APP_KEY, APP_SECRET, domain)
        params = {param: json.dumps(request), "session": SESSION}
        try:
            return await getattr(client, method)(**params)
        finally:
            await client.aclose()

    return asyncio.run(call())


def succeeded(reply):
    (root,) = reply.values()
    result = root.get("result") or root.get("api_result")
    return result.get("biz_success") is True or result.get("success") is True


def main():
    failures = 0
    for name, call in {"topsdk": with_topsdk, "taobaopyx": with_taobaopyx}.items():
        for sample in SAMPLES:
            try:
                reply = call(**sample)
                ok = succeeded(reply)
            except Exception as error:  # whatever a client raises is the finding
                reply, ok = error, False
            print("ok    " if ok else "FAILED", f"{name}: {sample['method']}")
            if not ok:
                failures += 1
                print(repr(reply))
    sys.exit(1 if failures else 0)


main()
