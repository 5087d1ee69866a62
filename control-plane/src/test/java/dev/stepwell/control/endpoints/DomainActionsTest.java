package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.DeprecateDomainRequest;
import dev.stepwell.contracts.swf.v1.DescribeDomainRequest;
import dev.stepwell.contracts.swf.v1.DescribeDomainResponse;
import dev.stepwell.contracts.swf.v1.DomainInfo;
import dev.stepwell.contracts.swf.v1.ListDomainsRequest;
import dev.stepwell.contracts.swf.v1.ListDomainsResponse;
import dev.stepwell.contracts.swf.v1.ListTagsForResourceRequest;
import dev.stepwell.contracts.swf.v1.ListTagsForResourceResponse;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.swf.v1.ResourceTag;
import dev.stepwell.contracts.swf.v1.TagResourceRequest;
import dev.stepwell.contracts.swf.v1.UndeprecateDomainRequest;
import dev.stepwell.contracts.swf.v1.UntagResourceRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.changes.Change;
import dev.stepwell.control.changes.ChangeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainActionsTest {
    private static House house;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTenant() {
        caller = house.newTenant();
    }

    @Test
    void aDomainIsDescribedAsItWasRegistered() {
        house.call(
                "swf.RegisterDomain",
                caller,
                registering("orders").setDescription("for orders").build());

        DescribeDomainResponse described = describe("orders");
        assertThat(described.getDomainInfo())
                .isEqualTo(DomainInfo.newBuilder()
                        .setName("orders")
                        .setStatus("REGISTERED")
                        .setDescription("for orders")
                        .setArn("arn:aws:swf:us-east-1:" + caller.account() + ":/domain/orders")
                        .build());
        assertThat(described.getConfiguration().getWorkflowExecutionRetentionPeriodInDays())
                .isEqualTo("7");

        register("plain");
        assertThat(describe("plain").getDomainInfo().hasDescription()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "90,90", "NONE,NONE", "00000030,30"})
    void retentionIsDaysOrNone(String given, String shown) {
        house.call(
                "swf.RegisterDomain",
                caller,
                registering("d")
                        .setWorkflowExecutionRetentionPeriodInDays(given)
                        .build());
        assertThat(describe("d").getConfiguration().getWorkflowExecutionRetentionPeriodInDays())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91", "-1", "none", "1.5", "99999999", " 7", "٣"})
    void otherRetentionIsRefused(String given) {
        RegisterDomainRequest request = registering("d")
                .setWorkflowExecutionRetentionPeriodInDays(given)
                .build();
        assertThat(house.refused("ValidationException", "swf.RegisterDomain", caller, request)
                        .text())
                .isEqualTo("Invalid workflowExecutionRetentionPeriodInDays: " + given);
    }

    @Test
    void namesObeyTheRules() {
        assertThat(house.refused(
                                "ValidationException",
                                "swf.RegisterDomain",
                                caller,
                                registering("a:b").build())
                        .text())
                .isEqualTo("Invalid name: a:b");
        house.refused(
                "ValidationException",
                "swf.RegisterDomain",
                caller,
                registering("d").setDescription("\0").build());
        house.refused(
                "ValidationException",
                "swf.DescribeDomain",
                caller,
                DescribeDomainRequest.newBuilder().setName("\0").build());
    }

    @Test
    void aNameIsTakenOnce() {
        register("d");
        assertThat(house.refused(
                                "DomainAlreadyExistsFault",
                                "swf.RegisterDomain",
                                caller,
                                registering("d").build())
                        .text())
                .isEqualTo("d");
        deprecate("d");
        house.refused(
                "DomainAlreadyExistsFault",
                "swf.RegisterDomain",
                caller,
                registering("d").build());

        Caller elsewhere = House.in("eu-west-1", caller);
        house.call("swf.RegisterDomain", elsewhere, registering("d").build());
        house.call("swf.RegisterDomain", house.newTenant(), registering("d").build());
    }

    @Test
    void whatIsNotThereIsUnknown() {
        register("d");
        Caller stranger = house.newTenant();
        for (Caller each : List.of(stranger, House.in("eu-west-1", caller))) {
            assertThat(house.refused(
                                    "UnknownResourceFault",
                                    "swf.DescribeDomain",
                                    each,
                                    DescribeDomainRequest.newBuilder()
                                            .setName("d")
                                            .build())
                            .text())
                    .isEqualTo("Unknown domain: d");
            house.refused(
                    "UnknownResourceFault",
                    "swf.DeprecateDomain",
                    each,
                    DeprecateDomainRequest.newBuilder().setName("d").build());
            house.refused(
                    "UnknownResourceFault",
                    "swf.UndeprecateDomain",
                    each,
                    UndeprecateDomainRequest.newBuilder().setName("d").build());
            assertThat(list(each, "REGISTERED", false, 0)).isEmpty();
        }
    }

    @Test
    void aDomainIsDeprecatedAndTakenIntoUseAgain() {
        register("d");
        long start = house.plane.changes().newest();
        deprecate("d");
        assertThat(describe("d").getDomainInfo().getStatus()).isEqualTo("DEPRECATED");
        assertThat(house.refused(
                                "DomainDeprecatedFault",
                                "swf.DeprecateDomain",
                                caller,
                                DeprecateDomainRequest.newBuilder().setName("d").build())
                        .text())
                .isEqualTo("d");

        undeprecate("d");
        assertThat(describe("d").getDomainInfo().getStatus()).isEqualTo("REGISTERED");
        assertThat(house.refused(
                                "DomainAlreadyExistsFault",
                                "swf.UndeprecateDomain",
                                caller,
                                UndeprecateDomainRequest.newBuilder()
                                        .setName("d")
                                        .build())
                        .text())
                .isEqualTo("d");
        assertThat(house.plane.changes().after(start, 10))
                .extracting(Change::kind)
                .containsExactly(ChangeKind.SWF_DOMAIN_CHANGED, ChangeKind.SWF_DOMAIN_CHANGED);
    }

    @Test
    void domainsAreListedByStatusAndNameInEitherDirection() {
        List.of("b", "a", "C", "d", "e").forEach(this::register);
        deprecate("d");
        assertThat(list(caller, "REGISTERED", false, 0)).containsExactly("C", "a", "b", "e");
        assertThat(list(caller, "REGISTERED", false, 2)).containsExactly("C", "a", "b", "e");
        assertThat(list(caller, "REGISTERED", true, 3)).containsExactly("e", "b", "a", "C");
        assertThat(list(caller, "DEPRECATED", false, 1)).containsExactly("d");
    }

    @Test
    void aTokenIsGoodForItsListAndADay() {
        List.of("a", "b", "c").forEach(this::register);
        String token = page(caller, listing("REGISTERED", false, 1)).getNextPageToken();
        List<ListDomainsRequest> others = List.of(
                listing("REGISTERED", true, 1).setNextPageToken(token).build(),
                listing("DEPRECATED", false, 1).setNextPageToken(token).build(),
                listing("REGISTERED", false, 1).setNextPageToken("garbage").build());
        for (ListDomainsRequest other : others) {
            assertThat(house.refused("ValidationException", "swf.ListDomains", caller, other)
                            .text())
                    .isEqualTo("Invalid token");
        }
        house.clock.advance(Duration.ofHours(24).plusMillis(1));
        assertThat(house.refused(
                                "ValidationException",
                                "swf.ListDomains",
                                caller,
                                listing("REGISTERED", false, 1)
                                        .setNextPageToken(token)
                                        .build())
                        .text())
                .isEqualTo("Specified token has exceeded its maximum lifetime");
    }

    @Test
    void anAccountHasAHundredDomainsDeprecatedOnesIncluded() {
        IntStream.range(0, 100).forEach(i -> register("d" + i));
        deprecate("d0");
        house.refused(
                "LimitExceededFault",
                "swf.RegisterDomain",
                caller,
                registering("one more").build());
        house.refused(
                "DomainAlreadyExistsFault",
                "swf.RegisterDomain",
                caller,
                registering("d1").build());
        house.call(
                "swf.RegisterDomain",
                House.in("eu-west-1", caller),
                registering("one more").build());
    }

    @Test
    void domainsCarryTags() {
        house.call(
                "swf.RegisterDomain",
                caller,
                registering("d").addTags(tag("made", "with")).build());
        String arn = describe("d").getDomainInfo().getArn();
        assertThat(tags(arn)).isEqualTo(Map.of("made", "with"));

        house.call("swf.TagResource", caller, tagging(arn, tag("k", ""), tag("made", "new")));
        assertThat(tags(arn)).isEqualTo(Map.of("k", "", "made", "new"));

        house.call(
                "swf.UntagResource",
                caller,
                UntagResourceRequest.newBuilder()
                        .setResourceArn(arn)
                        .addTagKeys("k")
                        .addTagKeys("absent")
                        .build());
        assertThat(tags(arn)).isEqualTo(Map.of("made", "new"));
    }

    @Test
    void fiftyTagsAreTheMost() {
        RegisterDomainRequest.Builder full = registering("full");
        IntStream.range(0, 51).forEach(i -> full.addTags(tag("k" + i, "v")));
        house.refused("TooManyTagsFault", "swf.RegisterDomain", caller, full.build());

        house.call("swf.RegisterDomain", caller, full.removeTags(0).build());
        String arn = describe("full").getDomainInfo().getArn();
        house.call("swf.TagResource", caller, tagging(arn, tag("k1", "again")));
        house.refused("TooManyTagsFault", "swf.TagResource", caller, tagging(arn, tag("one more", "")));
        assertThat(tags(arn)).hasSize(50).containsEntry("k1", "again");
    }

    @Test
    void onlyDomainsOfOnesOwnCarryTags() {
        register("d");
        String arn = describe("d").getDomainInfo().getArn();
        assertThat(house.refused("UnknownResourceFault", "swf.TagResource", caller, tagging(arn + "x", tag("k", "v")))
                        .text())
                .isEqualTo("Unknown domain: dx");
        house.refused("UnknownResourceFault", "swf.TagResource", house.newTenant(), tagging(arn, tag("k", "v")));
        house.refused(
                "UnknownResourceFault", "swf.TagResource", House.in("eu-west-1", caller), tagging(arn, tag("k", "v")));
        for (String none : Set.of("d", arn + "/execution/x", "arn:aws:states:us-east-1:123456789012:activity:d")) {
            assertThat(house.refused("ValidationException", "swf.TagResource", caller, tagging(none, tag("k", "v")))
                            .text())
                    .isEqualTo("Invalid resourceArn: " + none);
        }
    }

    private void register(String name) {
        house.call("swf.RegisterDomain", caller, registering(name).build());
    }

    private void deprecate(String name) {
        house.call(
                "swf.DeprecateDomain",
                caller,
                DeprecateDomainRequest.newBuilder().setName(name).build());
    }

    private void undeprecate(String name) {
        house.call(
                "swf.UndeprecateDomain",
                caller,
                UndeprecateDomainRequest.newBuilder().setName(name).build());
    }

    private DescribeDomainResponse describe(String name) {
        return house.call(
                "swf.DescribeDomain",
                caller,
                DescribeDomainRequest.newBuilder().setName(name).build());
    }

    /** The whole list, page by page. */
    private List<String> list(Caller asker, String status, boolean reverse, int size) {
        List<String> names = new ArrayList<>();
        ListDomainsRequest.Builder request = listing(status, reverse, size);
        while (true) {
            ListDomainsResponse page = page(asker, request);
            page.getDomainInfosList().forEach(info -> names.add(info.getName()));
            if (!page.hasNextPageToken()) {
                return names;
            }
            assertThat(page.getDomainInfosCount()).isEqualTo(size);
            request.setNextPageToken(page.getNextPageToken());
        }
    }

    private static ListDomainsResponse page(Caller asker, ListDomainsRequest.Builder request) {
        return house.call("swf.ListDomains", asker, request.build());
    }

    private Map<String, String> tags(String arn) {
        ListTagsForResourceResponse answer = house.call(
                "swf.ListTagsForResource",
                caller,
                ListTagsForResourceRequest.newBuilder().setResourceArn(arn).build());
        return answer.getTagsList().stream().collect(Collectors.toMap(ResourceTag::getKey, ResourceTag::getValue));
    }

    private static RegisterDomainRequest.Builder registering(String name) {
        return RegisterDomainRequest.newBuilder().setName(name).setWorkflowExecutionRetentionPeriodInDays("7");
    }

    private static ListDomainsRequest.Builder listing(String status, boolean reverse, int size) {
        return ListDomainsRequest.newBuilder()
                .setRegistrationStatus(status)
                .setReverseOrder(reverse)
                .setMaximumPageSize(size);
    }

    private static TagResourceRequest tagging(String arn, ResourceTag... tags) {
        return TagResourceRequest.newBuilder()
                .setResourceArn(arn)
                .addAllTags(List.of(tags))
                .build();
    }

    private static ResourceTag tag(String key, String value) {
        return ResourceTag.newBuilder().setKey(key).setValue(value).build();
    }
}
