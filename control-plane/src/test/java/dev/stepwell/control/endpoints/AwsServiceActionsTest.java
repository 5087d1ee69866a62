package dev.stepwell.control.endpoints;

import static dev.stepwell.control.schema.Tables.AWS_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.AwsServiceHolder;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceRequest;
import dev.stepwell.contracts.internal.v1.ResolveAwsServiceResponse;
import dev.stepwell.contracts.platform.v1.AwsService;
import dev.stepwell.contracts.platform.v1.DeleteAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.GetAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.GetAwsServiceResponse;
import dev.stepwell.contracts.platform.v1.ListAwsServicesRequest;
import dev.stepwell.contracts.platform.v1.ListAwsServicesResponse;
import dev.stepwell.contracts.platform.v1.PutAwsServiceRequest;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsServiceActionsTest {
    private static final String SECRET = "canary-0816";

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

    private static PutAwsServiceRequest request(String service) {
        return PutAwsServiceRequest.newBuilder()
                .setService(service)
                .setEndpoint("https://example.com:8443/base")
                .setAccessKeyId("AKIA")
                .setSecretAccessKey(SECRET)
                .build();
    }

    private void put(PutAwsServiceRequest request) {
        var unused = house.call("PutAwsService", caller, request);
    }

    private AwsService get(String service) {
        return house.<GetAwsServiceResponse>call(
                        "GetAwsService",
                        caller,
                        GetAwsServiceRequest.newBuilder().setService(service).build())
                .getAwsService();
    }

    private ListAwsServicesResponse list(Caller whose) {
        return house.call("ListAwsServices", whose, ListAwsServicesRequest.getDefaultInstance());
    }

    private static ResolveAwsServiceResponse resolve(Caller whose, String service) {
        return house.call(
                "ResolveAwsService",
                whose,
                ResolveAwsServiceRequest.newBuilder().setService(service).build());
    }

    private AwsServiceHolder resolved(String service) throws Exception {
        SecretSeal seal = new SecretSeal(house.masterKeys.clusterKeys());
        return AwsServiceHolder.parseFrom(
                seal.open(resolve(caller, service).getHolder(), "ResolveAwsService " + caller.requestId())
                        .orElseThrow());
    }

    @Test
    void aSecretGoesInAndOnlyToWhoAsksUnderSeal() throws Exception {
        put(request("sqs"));
        AwsService told = get("sqs");
        assertThat(told.getEndpoint()).isEqualTo("https://example.com:8443/base");
        assertThat(told.getAccessKeyId()).isEqualTo("AKIA");
        assertThat(told.hasRegion()).isFalse();
        assertThat(list(caller).getAwsServicesList()).containsExactly(told);
        assertThat(told + " " + list(caller) + " " + resolve(caller, "sqs")).doesNotContain(SECRET);
        assertThat(resolved("sqs"))
                .isEqualTo(AwsServiceHolder.newBuilder()
                        .setEndpoint("https://example.com:8443/base")
                        .setAccessKeyId("AKIA")
                        .setSecretAccessKey(SECRET)
                        .build());
    }

    @Test
    void whatIsKeptIsSealed() {
        put(request("sqs"));
        byte[] kept = new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.select(AWS_SERVICE.SECRET)
                                .from(AWS_SERVICE)
                                .where(AWS_SERVICE.TENANT_ID.eq(caller.tenant().value()))
                                .fetchSingle(AWS_SERVICE.SECRET));
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    }

    @Test
    void whatIsSaidLastHolds() throws Exception {
        put(request("sqs"));
        AwsService before = get("sqs");
        house.clock.advance(Duration.ofSeconds(1));
        put(request("sqs").toBuilder()
                .setRegion("eu-west-1")
                .setAccessKeyId("AKIA2")
                .setSecretAccessKey("other")
                .build());

        AwsService after = get("sqs");
        assertThat(after.getRegion()).isEqualTo("eu-west-1");
        assertThat(after.getAccessKeyId()).isEqualTo("AKIA2");
        assertThat(after.getCreationDate()).isEqualTo(before.getCreationDate());
        assertThat(after.getUpdateDate()).isNotEqualTo(before.getUpdateDate());
        assertThat(resolved("sqs").getSecretAccessKey()).isEqualTo("other");
        assertThat(resolved("sqs").getRegion()).isEqualTo("eu-west-1");
    }

    @Test
    void tenantsHaveTheirOwn() {
        put(request("sqs"));
        put(request("dynamodb"));
        Caller other = house.newTenant();

        assertThat(list(caller).getAwsServicesList())
                .extracting(AwsService::getService)
                .containsExactly("dynamodb", "sqs");
        assertThat(list(other).getAwsServicesList()).isEmpty();
        assertThat(resolve(other, "sqs").hasHolder()).isFalse();
        var unused = house.refused(
                "ResourceNotFoundException",
                "DeleteAwsService",
                other,
                DeleteAwsServiceRequest.newBuilder().setService("sqs").build());
        assertThat(resolve(caller, "sqs").hasHolder()).isTrue();
    }

    @Test
    void whatIsForgottenIsGone() {
        put(request("sqs"));
        DeleteAwsServiceRequest delete =
                DeleteAwsServiceRequest.newBuilder().setService("sqs").build();
        var gone = house.call("DeleteAwsService", caller, delete);
        assertThat(gone.getSerializedSize()).isZero();
        assertThat(resolve(caller, "sqs").hasHolder()).isFalse();
        var unused = house.refused("ResourceNotFoundException", "DeleteAwsService", caller, delete);
        var refused = house.refused(
                "ResourceNotFoundException",
                "GetAwsService",
                caller,
                GetAwsServiceRequest.newBuilder().setService("sqs").build());
        assertThat(refused.text()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqs",
                "ftp://a",
                "http:///path",
                "https://user:word@a",
                "http://a?x=1",
                "http://a#f",
                "http://a b",
                "//a"
            })
    void anEndpointIsAUrlOfAHost(String endpoint) {
        var refused = house.refused(
                "ValidationException",
                "PutAwsService",
                caller,
                request("sqs").toBuilder().setEndpoint(endpoint).build());
        assertThat(refused.text()).contains("endpoint").doesNotContain(SECRET);
    }

    @Test
    void anAccountHasAHundredAtMost() {
        for (int i = 0; i < 100; i++) {
            put(request("s" + i));
        }
        put(request("s0"));
        var refused = house.refused("ServiceQuotaExceededException", "PutAwsService", caller, request("more"));
        assertThat(refused.text()).contains("100");
        assertThat(list(caller).getAwsServicesList()).hasSize(100);
    }
}
