from tests.web.traces import left_behind, kept_of, SECRETS
from tests.web.site import Site
import json, time
WHO = {"nobody": (None,"localhost"), "other": ("paul","localhost"), "elsewhere": ("paul","paysdesecrins.localhost"), "replayed": ("*","paysdesecrins.localhost"),"agent": ("agent","localhost"),"author":("auteur","localhost"),"operator":("admin","localhost"),"agent_elsewhere":("agent","paysdesecrins.localhost")}
def test_probe(site: Site) -> None:
    t0=time.time()
    tr = left_behind(site)
    k = kept_of(site,tr)
    print({n: len(r) for n,r in k.items()})
    print("traces", time.process_time())
    out={}
    for who,(p,host) in WHO.items():
        c=site.client()
        base=f"http://{host}"
        if p=="*":
            c.http.set_cookie("guichet", tr.cookie, domain=host)
        elif p:
            c.open(f"{base}/_personnes"); c.send({"personne":p},action=None)
        for r in site.app.url_map.iter_rules():
            if "GET" not in r.methods: continue
            a=r.rule
            for n,v in tr.values(r.rule).items(): a=a.replace(f"<{n}>",v)
            resp=c.http.get(base+a, follow_redirects=True)
            txt=resp.get_data(as_text=True) if resp.mimetype.startswith("text") else ""
            leak=[s for s in SECRETS if s in txt and s not in a]
            out.setdefault(r.rule,{})[who]=(resp.status_code, leak)
            resp.close()
    for a in sorted(out): print(a, " ".join(f"{w[:3]}:{s}{l or ''}" for w,(s,l) in out[a].items()))
    print(kept_of(site,tr)==k, time.process_time())
