package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.DeprecateDomainRequest;
import dev.stepwell.contracts.swf.v1.RegisterDomainRequest;
import dev.stepwell.contracts.swf.v1.UndeprecateDomainRequest;
import dev.stepwell.control.House;
import dev.stepwell.control.changes.Change;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.database.ControlDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What workflow types and activity types have in common: the same tests for both, with requests filled by their descriptors. */
class TypeActionsTest {
    private static House house;
    private Caller caller;

    /** A kind of type, as the actions' names spell it. */
    enum Kind {
        WORKFLOW("WorkflowType"),
        ACTIVITY("ActivityType");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newDomain() {
        caller = house.newTenant();
        registerDomain("d");
    }

    @ParameterizedTest
    @EnumSource
    void aTypeLivesAndDies(Kind kind) {
        long start = house.plane.changes().newest();
        done("Register", kind, "t", "1");
        assertThat(status(kind, "t", "1")).isEqualTo("REGISTERED");
        refused("TypeAlreadyExistsFault", "Register", kind, kind.word + "=[name=t, version=1]");
        refused("TypeAlreadyExistsFault", "Undeprecate", kind, kind.word + "=[name=t, version=1]");
        refused(
                "TypeNotDeprecatedFault",
                "Delete",
                kind,
                "The type is currently registered and cannot be deleted in its current state");

        done("Deprecate", kind, "t", "1");
        assertThat(status(kind, "t", "1")).isEqualTo("DEPRECATED");
        refused("TypeDeprecatedFault", "Deprecate", kind, kind.word + "=[name=t, version=1]");
        refused("TypeAlreadyExistsFault", "Register", kind, kind.word + "=[name=t, version=1]");

        done("Undeprecate", kind, "t", "1");
        assertThat(status(kind, "t", "1")).isEqualTo("REGISTERED");
        done("Deprecate", kind, "t", "1");
        done("Delete", kind, "t", "1");
        for (String action : List.of("Describe", "Deprecate", "Undeprecate", "Delete")) {
            refused("UnknownResourceFault", action, kind, "Unknown type: " + kind.word + "=[name=t, version=1]");
        }
        done("Register", kind, "t", "1");
        assertThat(house.plane.changes().after(start, 10))
                .extracting(Change::kind, Change::subject)
                .hasSize(4)
                .containsOnly(tuple(
                        ChangeKind.SWF_DOMAIN_CHANGED, "arn:aws:swf:us-east-1:" + caller.account() + ":/domain/d"));
    }

    @ParameterizedTest
    @EnumSource
    void kindsDomainsAndTenantsAreApart(Kind kind) {
        registerDomain("other");
        done("Register", kind, "t", "1");
        Kind otherKind = Kind.values()[1 - kind.ordinal()];
        refused(
                "UnknownResourceFault",
                "Describe",
                otherKind,
                "Unknown type: " + otherKind.word + "=[name=t, version=1]");
        Message elsewhere = request("Describe", kind, "other", "t", "1");
        house.refused("UnknownResourceFault", action("Describe", kind), caller, elsewhere);
        Message here = request("Describe", kind, "d", "t", "1");
        assertThat(house.refused("UnknownResourceFault", action("Describe", kind), house.newTenant(), here)
                        .text())
                .isEqualTo("Unknown domain: d");
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsDomainNothingIsDone(Kind kind) {
        for (String action : List.of("Register", "Describe", "Deprecate", "Undeprecate", "Delete")) {
            Message request = request(action, kind, "absent", "t", "1");
            assertThat(house.refused("UnknownResourceFault", action(action, kind), caller, request)
                            .text())
                    .as(action)
                    .isEqualTo("Unknown domain: absent");
        }
        Message listing = listing(kind, "absent", "REGISTERED", 0, false, "").build();
        house.refused("UnknownResourceFault", "swf.List" + kind.word + "s", caller, listing);
    }

    @ParameterizedTest
    @EnumSource
    void namesObeyTheRules(Kind kind) {
        assertThat(refusedToRegister(kind, "My::Workflow.run", "1").text()).isEqualTo("Invalid name: My::Workflow.run");
        assertThat(refusedToRegister(kind, "t", "1/2").text()).isEqualTo("Invalid version: 1/2");
        refusedToRegister(kind, "arn", "1");
        Message unstorable = request("Describe", kind, "d", "t", "\0");
        house.refused("ValidationException", action("Describe", kind), caller, unstorable);
        house.refused(
                "ValidationException", action("Describe", kind), caller, request("Describe", kind, "\0", "t", "1"));
    }

    @ParameterizedTest
    @EnumSource
    void typesAreListedByNameAndVersionInEitherDirection(Kind kind) {
        for (String type : List.of("b 1", "a 2", "a 1", "a 10", "c 1")) {
            done("Register", kind, type.split(" ")[0], type.split(" ")[1]);
        }
        done("Deprecate", kind, "c", "1");
        for (int size : new int[] {0, 1, 2, 3}) {
            assertThat(list(kind, "REGISTERED", size, false, "")).containsExactly("a 1", "a 10", "a 2", "b 1");
            assertThat(list(kind, "REGISTERED", size, true, "")).containsExactly("b 1", "a 2", "a 10", "a 1");
            assertThat(list(kind, "REGISTERED", size, false, "a")).containsExactly("a 1", "a 10", "a 2");
            assertThat(list(kind, "DEPRECATED", size, false, "")).containsExactly("c 1");
        }
        assertThat(list(kind, "REGISTERED", 0, false, "absent")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsGoodForItsListOnly(Kind kind) {
        registerDomain("other");
        done("Register", kind, "a", "1");
        done("Register", kind, "b", "1");
        Message.Builder first = listing(kind, "d", "REGISTERED", 1, false, "");
        Object token = get(house.call("swf.List" + kind.word + "s", caller, first.build()), "next_page_token");
        for (Message.Builder other : List.of(
                listing(kind, "other", "REGISTERED", 1, false, ""),
                listing(kind, "d", "DEPRECATED", 1, false, ""),
                listing(kind, "d", "REGISTERED", 1, true, ""),
                listing(kind, "d", "REGISTERED", 1, false, "a"))) {
            set(other, "next_page_token", token);
            assertThat(house.refused("ValidationException", "swf.List" + kind.word + "s", caller, other.build())
                            .text())
                    .isEqualTo("Invalid token");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deprecatingADomainDeprecatesItsTypesForGood(Kind kind) {
        done("Register", kind, "t", "1");
        house.call(
                "swf.DeprecateDomain",
                caller,
                DeprecateDomainRequest.newBuilder().setName("d").build());
        assertThat(status(kind, "t", "1")).isEqualTo("DEPRECATED");
        Message more = request("Register", kind, "d", "u", "1");
        assertThat(house.refused("DomainDeprecatedFault", action("Register", kind), caller, more)
                        .text())
                .isEqualTo("d");

        house.call(
                "swf.UndeprecateDomain",
                caller,
                UndeprecateDomainRequest.newBuilder().setName("d").build());
        assertThat(status(kind, "t", "1")).isEqualTo("DEPRECATED");
        done("Register", kind, "u", "1");
    }

    @ParameterizedTest
    @EnumSource
    void aDomainHasTenThousandTypesOfAKind(Kind kind) {
        done("Register", kind, "first", "1");
        new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.execute(
                                "INSERT INTO control.swf_type (tenant_id, region, domain, kind, name, version,"
                                        + " created_at) SELECT tenant_id, region, domain, kind, name, 'v' || n, created_at FROM"
                                        + " control.swf_type, generate_series(1, 9998) n"));
        done("Register", kind, "last", "1");
        house.refused(
                "LimitExceededFault", action("Register", kind), caller, request("Register", kind, "d", "more", "1"));
        done("Register", Kind.values()[1 - kind.ordinal()], "more", "1");
    }

    private void registerDomain(String name) {
        house.call(
                "swf.RegisterDomain",
                caller,
                RegisterDomainRequest.newBuilder()
                        .setName(name)
                        .setWorkflowExecutionRetentionPeriodInDays("1")
                        .build());
    }

    private void done(String action, Kind kind, String name, String version) {
        house.call(action(action, kind), caller, request(action, kind, "d", name, version));
    }

    private void refused(String error, String action, Kind kind, String message) {
        assertThat(house.refused(error, action(action, kind), caller, request(action, kind, "d", "t", "1"))
                        .text())
                .isEqualTo(message);
    }

    private Fault refusedToRegister(Kind kind, String name, String version) {
        Message request = request("Register", kind, "d", name, version);
        return house.refused("ValidationException", action("Register", kind), caller, request);
    }

    private String status(Kind kind, String name, String version) {
        Message described = house.call(action("Describe", kind), caller, request("Describe", kind, "d", name, version));
        Message info = (Message) get(described, "type_info");
        boolean dated = info.hasField(info.getDescriptorForType().findFieldByName("deprecation_date"));
        assertThat(dated).isEqualTo(get(info, "status").equals("DEPRECATED"));
        return (String) get(info, "status");
    }

    /** The whole list of names and versions, page by page. */
    private List<String> list(Kind kind, String status, int size, boolean reverse, String name) {
        List<String> found = new ArrayList<>();
        Message.Builder request = listing(kind, "d", status, size, reverse, name);
        while (true) {
            Message page = house.call("swf.List" + kind.word + "s", caller, request.build());
            for (Object info : (List<?>) get(page, "type_infos")) {
                Message type = (Message) get((Message) info, snake(kind));
                found.add(get(type, "name") + " " + get(type, "version"));
            }
            Object token = get(page, "next_page_token");
            if (token.equals("")) {
                return found;
            }
            set(request, "next_page_token", token);
        }
    }

    private static String action(String verb, Kind kind) {
        return "swf." + verb + kind.word;
    }

    private static Message.Builder listing(
            Kind kind, String domain, String status, int size, boolean reverse, String name) {
        Message.Builder request = empty("swf.List" + kind.word + "s");
        set(request, "domain", domain);
        set(request, "registration_status", status);
        set(request, "maximum_page_size", size);
        set(request, "reverse_order", reverse);
        if (!name.isEmpty()) {
            set(request, "name", name);
        }
        return request;
    }

    /** A request about one type, which a registration names by itself and all others by a structure. */
    private static Message request(String verb, Kind kind, String domain, String name, String version) {
        Message.Builder request = empty(action(verb, kind));
        set(request, "domain", domain);
        Descriptor shape = request.getDescriptorForType();
        Message.Builder type =
                verb.equals("Register") ? request : request.getFieldBuilder(shape.findFieldByName(snake(kind)));
        set(type, "name", name);
        set(type, "version", version);
        return request.build();
    }

    private static Message.Builder empty(String action) {
        Class<?> type = house.plane.actions().find(action).orElseThrow().requestType();
        return Internal.getDefaultInstance(type.asSubclass(Message.class)).newBuilderForType();
    }

    private static String snake(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "_type";
    }

    private static void set(Message.Builder message, String field, Object value) {
        message.setField(message.getDescriptorForType().findFieldByName(field), value);
    }

    private static Object get(Message message, String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }
}
