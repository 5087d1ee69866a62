package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.DeprecateDomainRequest;
import dev.stepwell.contracts.swf.v1.DeprecateDomainResponse;
import dev.stepwell.contracts.swf.v1.DescribeDomainRequest;
import dev.stepwell.contracts.swf.v1.DescribeDomainResponse;
import dev.stepwell.contracts.swf.v1.DomainConfiguration;
import dev.stepwell.contracts.swf.v1.DomainInfo;
import dev.stepwell.contracts.swf.v1.ListDomainsRequest;
import dev.stepwell.contracts.swf.v1.ListDomainsResponse;
import dev.stepwell.contracts.swf.v1.ListTagsForResourceRequest;
import dev.stepwell.contracts.swf.v1.ListTagsForResourceResponse;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainResponse;
import dev.stepwell.contracts.swf.v1.ResourceTag;
import dev.stepwell.contracts.swf.v1.TagResourceRequest;
import dev.stepwell.contracts.swf.v1.TagResourceResponse;
import dev.stepwell.contracts.swf.v1.UndeprecateDomainRequest;
import dev.stepwell.contracts.swf.v1.UndeprecateDomainResponse;
import dev.stepwell.contracts.swf.v1.UntagResourceRequest;
import dev.stepwell.contracts.swf.v1.UntagResourceResponse;
import dev.stepwell.control.domains.Domain;
import dev.stepwell.control.domains.Domains;
import dev.stepwell.control.domains.RegistrationStatus;
import dev.stepwell.control.domains.Retention;
import dev.stepwell.control.domains.SwfPages;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.tags.TagSet;
import dev.stepwell.control.tags.Tagged;
import dev.stepwell.control.tags.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SWF's actions on domains and their tags. */
final class DomainActions {
    private final Domains domains;
    private final Tags tags;

    DomainActions(Domains domains, Tags tags) {
        this.domains = domains;
        this.tags = tags;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("swf.RegisterDomain", RegisterDomainRequest.class, this::register)
                .add("swf.DescribeDomain", DescribeDomainRequest.class, this::describe)
                .add("swf.ListDomains", ListDomainsRequest.class, this::list)
                .add("swf.DeprecateDomain", DeprecateDomainRequest.class, this::deprecate)
                .add("swf.UndeprecateDomain", UndeprecateDomainRequest.class, this::undeprecate)
                .add("swf.TagResource", TagResourceRequest.class, this::tag)
                .add("swf.UntagResource", UntagResourceRequest.class, this::untag)
                .add("swf.ListTagsForResource", ListTagsForResourceRequest.class, this::listTags)
                .build();
    }

    private RegisterDomainResponse register(Caller caller, RegisterDomainRequest request) {
        domains.register(
                caller,
                request.getName(),
                Translation.present(request.hasDescription(), request.getDescription()),
                Retention.of(request.getWorkflowExecutionRetentionPeriodInDays()),
                tagSet(request.getTagsList()));
        return RegisterDomainResponse.getDefaultInstance();
    }

    private DescribeDomainResponse describe(Caller caller, DescribeDomainRequest request) {
        Domain domain = domains.describe(caller, request.getName());
        return DescribeDomainResponse.newBuilder()
                .setDomainInfo(info(domain))
                .setConfiguration(DomainConfiguration.newBuilder()
                        .setWorkflowExecutionRetentionPeriodInDays(
                                domain.retention().text()))
                .build();
    }

    private ListDomainsResponse list(Caller caller, ListDomainsRequest request) {
        Page<Domain> page = domains.list(
                caller,
                RegistrationStatus.valueOf(request.getRegistrationStatus()),
                new SwfPages(
                        request.getMaximumPageSize(),
                        Translation.present(request.hasNextPageToken(), request.getNextPageToken()),
                        request.getReverseOrder()));
        ListDomainsResponse.Builder answer = ListDomainsResponse.newBuilder();
        page.items().forEach(domain -> answer.addDomainInfos(info(domain)));
        page.nextToken().ifPresent(answer::setNextPageToken);
        return answer.build();
    }

    private DeprecateDomainResponse deprecate(Caller caller, DeprecateDomainRequest request) {
        domains.deprecate(caller, request.getName());
        return DeprecateDomainResponse.getDefaultInstance();
    }

    private UndeprecateDomainResponse undeprecate(Caller caller, UndeprecateDomainRequest request) {
        domains.undeprecate(caller, request.getName());
        return UndeprecateDomainResponse.getDefaultInstance();
    }

    private TagResourceResponse tag(Caller caller, TagResourceRequest request) {
        TagSet given = tagSet(request.getTagsList());
        tags.put(caller, Tagged.ofSwf(caller, request.getResourceArn()), given);
        return TagResourceResponse.getDefaultInstance();
    }

    private UntagResourceResponse untag(Caller caller, UntagResourceRequest request) {
        tags.remove(caller, Tagged.ofSwf(caller, request.getResourceArn()), request.getTagKeysList());
        return UntagResourceResponse.getDefaultInstance();
    }

    private ListTagsForResourceResponse listTags(Caller caller, ListTagsForResourceRequest request) {
        ListTagsForResourceResponse.Builder answer = ListTagsForResourceResponse.newBuilder();
        tags.list(caller, Tagged.ofSwf(caller, request.getResourceArn()))
                .forEach((key, value) ->
                        answer.addTags(ResourceTag.newBuilder().setKey(key).setValue(value)));
        return answer.build();
    }

    private static DomainInfo info(Domain domain) {
        DomainInfo.Builder info = DomainInfo.newBuilder()
                .setName(domain.arn().domain())
                .setStatus(domain.status().name())
                .setArn(domain.arn().toString());
        domain.description().ifPresent(info::setDescription);
        return info.build();
    }

    private static TagSet tagSet(List<ResourceTag> tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        tags.forEach(tag -> byKey.put(tag.getKey(), tag.getValue()));
        return new TagSet(byKey);
    }
}
