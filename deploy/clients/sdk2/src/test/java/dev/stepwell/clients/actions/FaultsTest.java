package dev.stepwell.clients.actions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.clients.OneServer;
import dev.stepwell.clients.Tenant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.DefaultUndefinedException;
import software.amazon.awssdk.services.swf.model.DomainAlreadyExistsException;
import software.amazon.awssdk.services.swf.model.DomainDeprecatedException;
import software.amazon.awssdk.services.swf.model.ResourceTag;
import software.amazon.awssdk.services.swf.model.SwfException;
import software.amazon.awssdk.services.swf.model.TooManyTagsException;
import software.amazon.awssdk.services.swf.model.TypeAlreadyExistsException;
import software.amazon.awssdk.services.swf.model.TypeDeprecatedException;
import software.amazon.awssdk.services.swf.model.TypeNotDeprecatedException;
import software.amazon.awssdk.services.swf.model.UnknownResourceException;
import software.amazon.awssdk.services.swf.model.WorkflowExecutionAlreadyStartedException;

/**
 * The faults of SWF, each as the SDK's own exception. Two of the eleven stand elsewhere: LimitExceededFault with the quotas that it needs, and
 * OperationNotPermittedFault in {@link ConfinedKeyTest}.
 */
@ExtendWith(OneServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final int TOO_MANY_TAGS = 51;

    private final SwfClient swf;

    FaultsTest(Tenant tenant) {
        this.swf = tenant.swf();
    }

    @BeforeAll
    void register() {
        Shop shop = new Shop(swf, "faults");
        shop.registerDomain();
        shop.registerTypes();
        swf.registerWorkflowType(r -> r.domain("faults").name("bare").version("1"));
        swf.registerActivityType(r -> r.domain("faults").name("gone").version("1"));
        swf.deprecateActivityType(
                r -> r.domain("faults").activityType(t -> t.name("gone").version("1")));
        shop.start("running");
        new Shop(swf, "deprecated").registerDomain();
        swf.deprecateDomain(r -> r.name("deprecated"));
    }

    @AfterAll
    void close() {
        swf.close();
    }

    enum Provoked {
        UNKNOWN_RESOURCE(UnknownResourceException.class) {
            @Override
            void ask(SwfClient swf) {
                swf.describeDomain(r -> r.name("absent"));
            }
        },
        DOMAIN_ALREADY_EXISTS(DomainAlreadyExistsException.class) {
            @Override
            void ask(SwfClient swf) {
                new Shop(swf, "faults").registerDomain();
            }
        },
        DOMAIN_DEPRECATED(DomainDeprecatedException.class) {
            @Override
            void ask(SwfClient swf) {
                swf.deprecateDomain(r -> r.name("deprecated"));
            }
        },
        TYPE_ALREADY_EXISTS(TypeAlreadyExistsException.class) {
            @Override
            void ask(SwfClient swf) {
                new Shop(swf, "faults").registerTypes();
            }
        },
        TYPE_DEPRECATED(TypeDeprecatedException.class) {
            @Override
            void ask(SwfClient swf) {
                swf.deprecateActivityType(
                        r -> r.domain("faults").activityType(t -> t.name("gone").version("1")));
            }
        },
        TYPE_NOT_DEPRECATED(TypeNotDeprecatedException.class) {
            @Override
            void ask(SwfClient swf) {
                swf.deleteActivityType(r -> r.domain("faults").activityType(Shop.PACK));
            }
        },
        DEFAULT_UNDEFINED(DefaultUndefinedException.class) {
            @Override
            void ask(SwfClient swf) {
                swf.startWorkflowExecution(r -> r.domain("faults")
                        .workflowId("bare")
                        .workflowType(t -> t.name("bare").version("1")));
            }
        },
        WORKFLOW_EXECUTION_ALREADY_STARTED(WorkflowExecutionAlreadyStartedException.class) {
            @Override
            void ask(SwfClient swf) {
                new Shop(swf, "faults").start("running");
            }
        },
        TOO_MANY_TAGS_FAULT(TooManyTagsException.class) {
            @Override
            void ask(SwfClient swf) {
                List<ResourceTag> tags = IntStream.range(0, TOO_MANY_TAGS)
                        .mapToObj(i -> ResourceTag.builder().key("k" + i).build())
                        .toList();
                String arn =
                        swf.describeDomain(r -> r.name("faults")).domainInfo().arn();
                swf.tagResource(r -> r.resourceArn(arn).tags(tags));
            }
        };

        private final Class<? extends SwfException> fault;

        Provoked(Class<? extends SwfException> fault) {
            this.fault = fault;
        }

        abstract void ask(SwfClient swf);
    }

    @ParameterizedTest
    @EnumSource
    void isRefused(Provoked provoked) {
        assertThatThrownBy(() -> provoked.ask(swf)).isExactlyInstanceOf(provoked.fault);
    }
}
