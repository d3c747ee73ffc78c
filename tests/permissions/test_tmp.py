import json
from tests.base import *
from tests import factories
from tests.permissions.every_url import addresses, paths
from tests.permissions.things import fill
def outcome(client, path):
    client.raise_request_exception=False
    if path=="/quan-tri/logout/": return "GET 302 x"
    r = client.get(path)
    m="GET"
    if r.status_code==405:
        r = client.post(path); m="POST"
    loc=r.headers.get("Location","").split("?")[0]
    return f"{m} {r.status_code} {loc}"
class T(SchoolTestCase):
    def test_x(self):
        res={}
        for slug,word in ((A,"rieng"),):
            things=fill(slug,word,40000)
            with in_school(slug):
                users={"anonymous":None,"editor":factories.editor(),"approver":factories.approver(),"administrator":factories.administrator(),"superuser":factories.superuser()}
            for role,u in users.items():
                c=client_for(slug,u)
                for a in addresses():
                    for p in paths(a,things):
                        from django.db import transaction
                        sid=transaction.savepoint()
                        o=outcome(c,p)
                        transaction.savepoint_rollback(sid)
                        res.setdefault(f"{a.name} {p}",{})[slug+":"+role]=o
        json.dump(res,open("/tmp/access.json","w"),indent=1)
