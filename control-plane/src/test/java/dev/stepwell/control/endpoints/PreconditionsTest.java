package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionRequest;
import dev.stepwell.contracts.events.v1.DeauthorizeConnectionRequest;
import dev.stepwell.contracts.events.v1.DeleteConnectionRequest;
import dev.stepwell.contracts.events.v1.DescribeConnectionRequest;
import dev.stepwell.contracts.events.v1.UpdateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionRequest;
import dev.stepwell.contracts.platform.v1.DeleteAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.DeleteTenantRequest;
import dev.stepwell.contracts.platform.v1.GetAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.GetTenantRequest;
import dev.stepwell.contracts.platform.v1.PutAwsServiceRequest;
import dev.stepwell.contracts.platform.v1.RenameTenantRequest;
import dev.stepwell.contracts.platform.v1.SuspendTenantRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.control.House;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is changed or deleted only if it is as the caller has seen it. */
class PreconditionsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final int ROUNDS = 8;
    private static final int RIVALS = 4;

    private static House house;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** An action with its question. */
    private record Ask(String action, Message question) {
        Message by(Caller caller) {
            return house.call(action, caller, question);
        }

        void refusedFor(Caller caller) {
            Fault fault = house.refused("PreconditionFailed", action, caller, question);
            assertThat(fault.members()).isEmpty();
        }
    }

    /** What can be changed; all of one tenant, about which even somebody else may ask. */
    enum Thing {
        MACHINE {
            @Override
            void make(Caller whose) {
                machine(whose);
            }

            @Override
            Ask read(Caller whose) {
                return new Ask(
                        "DescribeStateMachine",
                        DescribeStateMachineRequest.newBuilder()
                                .setStateMachineArn(arn(whose))
                                .build());
            }

            @Override
            Ask change(Caller whose, int to) {
                return new Ask(
                        "UpdateStateMachine",
                        UpdateStateMachineRequest.newBuilder()
                                .setStateMachineArn(arn(whose))
                                .setDefinition("{\"to\":" + to + "}")
                                .build());
            }

            @Override
            Ask delete(Caller whose) {
                return new Ask(
                        "DeleteStateMachine",
                        DeleteStateMachineRequest.newBuilder()
                                .setStateMachineArn(arn(whose))
                                .build());
            }
        },
        ALIAS {
            @Override
            void make(Caller whose) {
                machine(whose);
                house.call(
                        "CreateStateMachineAlias",
                        whose,
                        CreateStateMachineAliasRequest.newBuilder()
                                .setName("PROD")
                                .addRoutingConfiguration(RoutingConfigurationListItem.newBuilder()
                                        .setStateMachineVersionArn(arn(whose) + ":1")
                                        .setWeight(100))
                                .build());
            }

            @Override
            Ask read(Caller whose) {
                return new Ask(
                        "DescribeStateMachineAlias",
                        DescribeStateMachineAliasRequest.newBuilder()
                                .setStateMachineAliasArn(arn(whose) + ":PROD")
                                .build());
            }

            @Override
            Ask change(Caller whose, int to) {
                return new Ask(
                        "UpdateStateMachineAlias",
                        UpdateStateMachineAliasRequest.newBuilder()
                                .setStateMachineAliasArn(arn(whose) + ":PROD")
                                .setDescription("to " + to)
                                .build());
            }

            @Override
            Ask delete(Caller whose) {
                return new Ask(
                        "DeleteStateMachineAlias",
                        DeleteStateMachineAliasRequest.newBuilder()
                                .setStateMachineAliasArn(arn(whose) + ":PROD")
                                .build());
            }
        },
        CONNECTION {
            @Override
            void make(Caller whose) {
                house.call(
                        "CreateConnection",
                        whose,
                        CreateConnectionRequest.newBuilder()
                                .setName("c")
                                .setAuthorizationType("API_KEY")
                                .setAuthParameters(CreateConnectionAuthRequestParameters.newBuilder()
                                        .setApiKeyAuthParameters(
                                                CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                                        .setApiKeyName("n")
                                                        .setApiKeyValue("v")))
                                .build());
            }

            @Override
            Ask read(Caller whose) {
                return new Ask(
                        "DescribeConnection",
                        DescribeConnectionRequest.newBuilder().setName("c").build());
            }

            /** Of its secret alone, which nobody is told. */
            @Override
            Ask change(Caller whose, int to) {
                return new Ask(
                        "UpdateConnection",
                        UpdateConnectionRequest.newBuilder()
                                .setName("c")
                                .setAuthParameters(UpdateConnectionAuthRequestParameters.newBuilder()
                                        .setApiKeyAuthParameters(
                                                UpdateConnectionApiKeyAuthRequestParameters.newBuilder()
                                                        .setApiKeyValue("v" + to)))
                                .build());
            }

            @Override
            Ask delete(Caller whose) {
                return new Ask(
                        "DeleteConnection",
                        DeleteConnectionRequest.newBuilder().setName("c").build());
            }
        },
        AWS_SERVICE {
            @Override
            void make(Caller whose) {
                var unused = change(whose, 0).by(whose);
            }

            @Override
            Ask read(Caller whose) {
                return new Ask(
                        "GetAwsService",
                        GetAwsServiceRequest.newBuilder().setService("sqs").build());
            }

            /** Of its secret alone, which nobody is told. */
            @Override
            Ask change(Caller whose, int to) {
                return new Ask(
                        "PutAwsService",
                        PutAwsServiceRequest.newBuilder()
                                .setService("sqs")
                                .setEndpoint("https://example.com")
                                .setAccessKeyId("k")
                                .setSecretAccessKey("s" + to)
                                .build());
            }

            @Override
            Ask delete(Caller whose) {
                return new Ask(
                        "DeleteAwsService",
                        DeleteAwsServiceRequest.newBuilder().setService("sqs").build());
            }
        },
        TENANT {
            @Override
            void make(Caller whose) {}

            @Override
            Ask read(Caller whose) {
                return new Ask(
                        "GetTenant",
                        GetTenantRequest.newBuilder()
                                .setAccount(whose.account().value())
                                .build());
            }

            @Override
            Ask change(Caller whose, int to) {
                return new Ask(
                        "RenameTenant",
                        RenameTenantRequest.newBuilder()
                                .setAccount(whose.account().value())
                                .setName("name " + to)
                                .build());
            }

            @Override
            Ask delete(Caller whose) {
                return new Ask(
                        "DeleteTenant",
                        DeleteTenantRequest.newBuilder()
                                .setAccount(whose.account().value())
                                .build());
            }
        };

        abstract void make(Caller whose);

        abstract Ask read(Caller whose);

        abstract Ask change(Caller whose, int to);

        abstract Ask delete(Caller whose);

        EntityTag tag(Caller whose) {
            return EntityTag.of(read(whose).by(whose));
        }

        static String arn(Caller whose) {
            return "arn:aws:states:us-east-1:" + whose.account() + ":stateMachine:m";
        }

        static void machine(Caller whose) {
            house.call(
                    "CreateStateMachine",
                    whose,
                    CreateStateMachineRequest.newBuilder()
                            .setName("m")
                            .setDefinition("{}")
                            .setRoleArn(ROLE)
                            .setPublish(true)
                            .build());
        }
    }

    private static Caller expecting(Caller caller, EntityTag tag) {
        return caller.expecting(new Expected(false, Set.of(tag, new EntityTag("of something else"))));
    }

    @ParameterizedTest
    @EnumSource(Thing.class)
    void whatIsNotAsItWasSeenStaysAsItIs(Thing thing) {
        Caller caller = house.newTenant();
        thing.make(caller);
        EntityTag first = thing.tag(caller);
        assertThat(thing.tag(caller)).as("nothing has happened").isEqualTo(first);
        var changed = thing.change(caller, 1).by(expecting(caller, first));
        assertThat(changed).isNotNull();
        EntityTag second = thing.tag(caller);
        assertThat(second).isNotEqualTo(first);

        thing.change(caller, 2).refusedFor(expecting(caller, first));
        thing.delete(caller).refusedFor(expecting(caller, first));
        thing.change(caller, 2).refusedFor(caller.expecting(new Expected(false, Set.of())));
        assertThat(thing.tag(caller)).isEqualTo(second);

        var any = thing.change(caller, 3).by(caller.expecting(Expected.ANYTHING));
        var none = thing.change(caller, 4).by(caller);
        assertThat(List.of(any, none)).hasSize(2);
        EntityTag last = thing.tag(caller);
        assertThat(last).isNotIn(first, second);
        var gone = thing.delete(caller).by(expecting(caller, last));
        assertThat(gone).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Thing.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "TENANT") // one that is not there has no number
    void whatIsNotThereIsNotAsExpected(Thing thing) {
        Caller caller = house.newTenant();
        for (Expected expected : List.of(Expected.ANYTHING, new Expected(false, Set.of()))) {
            thing.change(caller, 1).refusedFor(caller.expecting(expected));
            thing.delete(caller).refusedFor(caller.expecting(expected));
        }
        assertThat(List.of(house.newTenant(), caller)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(value = Thing.class, mode = EnumSource.Mode.EXCLUDE, names = "TENANT") // operators see all of them
    void anothersTagTellsNothing(Thing thing) {
        Caller owner = house.newTenant();
        Caller other = house.newTenant();
        thing.make(owner);
        EntityTag tag = thing.tag(owner);
        thing.change(owner, 1).refusedFor(expecting(other, tag));
        thing.delete(owner).refusedFor(expecting(other, tag));
        thing.change(owner, 1).refusedFor(expecting(other, new EntityTag("wrong")));
        assertThat(thing.tag(owner)).isEqualTo(tag);
    }

    @ParameterizedTest
    @EnumSource(Thing.class)
    void ofManyWhoHaveSeenTheSameOneWins(Thing thing) throws Exception {
        Caller caller = house.newTenant();
        thing.make(caller);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                Caller careful = expecting(caller, thing.tag(caller));
                CyclicBarrier together = new CyclicBarrier(RIVALS);
                List<Future<Boolean>> rivals = new ArrayList<>();
                for (int i = 0; i < RIVALS; i++) {
                    Ask change = thing.change(caller, 10 + round * RIVALS + i);
                    rivals.add(threads.submit(() -> {
                        together.await();
                        return done(change, careful);
                    }));
                }
                int won = 0;
                for (Future<Boolean> rival : rivals) {
                    won += rival.get() ? 1 : 0;
                }
                assertThat(won).as("round %d", round).isEqualTo(1);
            }
        }
    }

    private static boolean done(Ask change, Caller caller) {
        try {
            return change.by(caller) != null;
        } catch (Fault fault) {
            assertThat(fault.error()).isEqualTo("PreconditionFailed");
            return false;
        }
    }

    @Test
    void whatChangesAResourceByPostHeedsItToo() {
        Caller caller = house.newTenant();
        Thing.CONNECTION.make(caller);
        EntityTag connection = Thing.CONNECTION.tag(caller);
        Ask deauthorize = new Ask(
                "DeauthorizeConnection",
                DeauthorizeConnectionRequest.newBuilder().setName("c").build());
        var unused = deauthorize.by(expecting(caller, connection));
        deauthorize.refusedFor(expecting(caller, connection));

        EntityTag tenant = Thing.TENANT.tag(caller);
        Ask suspend = new Ask(
                "SuspendTenant",
                SuspendTenantRequest.newBuilder()
                        .setAccount(caller.account().value())
                        .build());
        var suspended = suspend.by(expecting(caller, tenant));
        assertThat(EntityTag.of(suspended)).isEqualTo(Thing.TENANT.tag(caller)).isNotEqualTo(tenant);
        suspend.refusedFor(expecting(caller, tenant));
    }
}
