#!/usr/bin/env python3
"""boto3, unmodified, against the endpoint of the environment: everything that SWF registers, and how it refuses."""
import os
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

KINDS = ("workflow", "activity")


def client():
    return boto3.client("swf", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=Config(read_timeout=70))


def refused(error, message, call, **arguments):
    """Makes a call that must be refused with that error and, where it is told, that message."""
    try:
        call(**arguments)
    except ClientError as e:
        assert e.response["Error"]["Code"] == error, e
        assert message is None or e.response["Error"]["Message"] == message, e
        return
    raise SystemExit("not refused with %s: %s" % (error, arguments))


def names(swf, action, items, key, **arguments):
    """The whole list, page by page, by boto3's own paginator."""
    pages = swf.get_paginator(action).paginate(PaginationConfig={"PageSize": 2}, **arguments)
    return [key(item) for page in pages for item in page[items]]


def domains(swf, name):
    answer = swf.register_domain(name=name, description="a domain", workflowExecutionRetentionPeriodInDays="7",
                                 tags=[{"key": "made", "value": "with"}])
    assert set(answer) == {"ResponseMetadata"}, answer
    refused("DomainAlreadyExistsFault", name, swf.register_domain, name=name, workflowExecutionRetentionPeriodInDays="NONE")
    refused("ValidationException", "Invalid name: a:b", swf.register_domain, name="a:b",
            workflowExecutionRetentionPeriodInDays="1")
    refused("UnknownResourceFault", "Unknown domain: %s.absent" % name, swf.describe_domain, name=name + ".absent")

    described = swf.describe_domain(name=name)
    arn = described["domainInfo"]["arn"]
    assert arn == "arn:aws:swf:%s:%s:/domain/%s" % (swf.meta.region_name, os.environ["STEPWELL_ACCOUNT"], name), arn
    assert described["domainInfo"] == {"name": name, "status": "REGISTERED", "description": "a domain", "arn": arn}, described
    assert described["configuration"] == {"workflowExecutionRetentionPeriodInDays": "7"}, described
    assert name in names(swf, "list_domains", "domainInfos", lambda d: d["name"], registrationStatus="REGISTERED")

    swf.tag_resource(resourceArn=arn, tags=[{"key": "k", "value": "v"}])
    swf.untag_resource(resourceArn=arn, tagKeys=["made"])
    assert swf.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "k", "value": "v"}]
    refused("TooManyTagsFault", None, swf.tag_resource, resourceArn=arn,
            tags=[{"key": "k%d" % i, "value": ""} for i in range(50)])
    refused("UnknownResourceFault", None, swf.list_tags_for_resource, resourceArn=arn + ".absent")


def types(swf, domain, kind):
    def call(verb):
        return getattr(swf, "%s_%s_type" % (verb, kind))

    word = kind.capitalize() + "Type"
    one = {"domain": domain, kind + "Type": {"name": "t", "version": "1"}}
    shown = word + "=[name=t, version=1]"
    defaults = {"defaultTaskStartToCloseTimeout": "NONE", "defaultTaskList": {"name": "list"}, "defaultTaskPriority": "-1"}
    if kind == "workflow":
        defaults.update(defaultExecutionStartToCloseTimeout="3600", defaultChildPolicy="TERMINATE",
                        defaultLambdaRole="arn:aws:iam::123456789012:role/r")
    else:
        defaults.update(defaultTaskHeartbeatTimeout="NONE", defaultTaskScheduleToStartTimeout="60",
                        defaultTaskScheduleToCloseTimeout="90")

    refused("UnknownResourceFault", "Unknown type: " + shown, call("describe"), **one)
    assert set(call("register")(domain=domain, name="t", version="1", description="a type", **defaults)) == {"ResponseMetadata"}
    refused("TypeAlreadyExistsFault", shown, call("register"), domain=domain, name="t", version="1")
    refused("TypeAlreadyExistsFault", shown, call("undeprecate"), **one)
    refused("TypeNotDeprecatedFault", None, call("delete"), **one)
    described = call("describe")(**one)
    assert described["configuration"] == defaults, described
    info = described["typeInfo"]
    assert info[kind + "Type"] == one[kind + "Type"] and info["status"] == "REGISTERED", info
    assert abs(info["creationDate"].timestamp() - time.time()) < 60 and "deprecationDate" not in info, info

    for version in ("2", "3"):
        call("register")(domain=domain, name="t", version=version)
    lists = "list_%s_types" % kind
    version = lambda info: info[kind + "Type"]["version"]
    listed = dict(domain=domain, registrationStatus="REGISTERED", name="t")
    assert names(swf, lists, "typeInfos", version, **listed) == ["1", "2", "3"]
    assert names(swf, lists, "typeInfos", version, reverseOrder=True, **listed) == ["3", "2", "1"]
    refused("ValidationException", "Invalid token", getattr(swf, lists), nextPageToken="none of ours", **listed)

    call("deprecate")(**one)
    refused("TypeDeprecatedFault", shown, call("deprecate"), **one)
    assert "deprecationDate" in call("describe")(**one)["typeInfo"]
    call("undeprecate")(**one)
    call("deprecate")(**one)
    call("delete")(**one)
    refused("UnknownResourceFault", "Unknown type: " + shown, call("delete"), **one)


def the_end(swf, domain):
    swf.deprecate_domain(name=domain)
    refused("DomainDeprecatedFault", domain, swf.deprecate_domain, name=domain)
    assert domain in names(swf, "list_domains", "domainInfos", lambda d: d["name"], registrationStatus="DEPRECATED")
    for kind in KINDS:
        left = getattr(swf, "list_%s_types" % kind)(domain=domain, registrationStatus="REGISTERED")["typeInfos"]
        assert left == [], left
    swf.undeprecate_domain(name=domain)
    refused("DomainAlreadyExistsFault", domain, swf.undeprecate_domain, name=domain)
    swf.deprecate_domain(name=domain)


def main():
    swf = client()
    domain = "boto3-%d-%d" % (os.getpid(), time.time())
    domains(swf, domain)
    for kind in KINDS:
        types(swf, domain, kind)
    the_end(swf, domain)
    print("boto3: SWF registers as expected")


if __name__ == "__main__":
    main()
