package dev.stepwell.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.AuditRecord;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.options.v1.Scope;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every action of the contract × every set of scopes: what a key may do is what the contract says, and nothing else. */
@NullUnmarked
class ScopeMatrixTest {
    private static final List<String> SCOPES = List.of("read", "write", "execute", "worker", "admin", "operator");
    private static final Set<Scope> OF_READS =
            Set.of(Scope.SCOPE_READ, Scope.SCOPE_ADMIN, Scope.SCOPE_OPERATOR, Scope.SCOPE_ANY);

    private final ScriptedPlane plane = new ScriptedPlane();
    private final List<AuditRecord> told = new ArrayList<>();
    private AuditTrail audit;
    private Guard guard;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        audit = new AuditTrail(folder, told::addAll, InstantSource.system());
        guard = new Guard(plane, new OpenCalls(keys -> Set.of()), audit);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void everyActionHasAScope() {
        assertThat(Services.ofTheContract().all())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.rule().getScope())
                        .as("scope of %s", operation.rpc().getFullName())
                        .isNotIn(Scope.SCOPE_UNSPECIFIED, Scope.UNRECOGNIZED));
    }

    @Test
    void whatChangesNothingNeedsNoRightToChange() {
        assertThat(Services.ofTheContract().all()).allSatisfy(operation -> {
            Scope scope = operation.rule().getScope();
            boolean agrees = operation.rule().getRead() ? OF_READS.contains(scope) : scope != Scope.SCOPE_READ;
            assertThat(agrees).as("scope of %s", operation.rpc().getFullName()).isTrue();
        });
    }

    @Test
    void keysHaveTheScopesOfTheContract() {
        assertThat(Arrays.stream(Scope.values())
                        .filter(scope -> !Set.of(Scope.SCOPE_UNSPECIFIED, Scope.SCOPE_ANY, Scope.UNRECOGNIZED)
                                .contains(scope))
                        .map(Rights::name))
                .containsExactlyElementsOf(SCOPES);
    }

    @Test
    void aKeyMayDoWhatOneOfItsScopesIsForAndNothingElse() {
        int cases = 0;
        for (Operation operation : Services.ofTheContract().all()) {
            if (operation.rule().getPlane() == Plane.PLANE_GATEWAY) {
                continue; // who asks is only being found out
            }
            // All sets of scopes: 64 a row.
            for (int set = 0; set < 1 << SCOPES.size(); set++) {
                Set<String> scopes = set(set);
                boolean may = scopes.contains(Rights.name(operation.rule().getScope()));
                assertThat(isLetIn(operation, scopes))
                        .as("%s with %s", operation.rpc().getFullName(), scopes)
                        .isEqualTo(may);
                cases++;
            }
        }
        assertThat(cases).isGreaterThanOrEqualTo(1_140);
    }

    @Test
    void whateverMayChangeSomethingStandsInTheAuditOnceDoneOrRefused() {
        for (Operation operation : Services.ofTheContract().all()) {
            if (operation.rule().getPlane() == Plane.PLANE_GATEWAY || operation.isStream()) {
                continue;
            }
            told.clear();
            boolean changes = !operation.rule().getRead();
            isLetIn(operation, Set.of(Rights.name(operation.rule().getScope())));
            isLetIn(operation, Set.of());
            audit.tell();
            List<String> results = new ArrayList<>();
            if (changes && !operation.rule().getUnaudited()) {
                results.add("OK");
            }
            if (changes) {
                results.add(denied(operation));
            }
            assertThat(told)
                    .as(operation.rpc().getFullName())
                    .allSatisfy(record -> assertThat(record.getAction()).isEqualTo(Guard.action(operation)))
                    .extracting(AuditRecord::getResult)
                    .isEqualTo(results);
        }
    }

    @Test
    void aTenantsKeyWithEveryScopeIsNoOperators() {
        Set<String> all = new TreeSet<>(SCOPES);
        all.remove("operator");
        assertThat(Services.ofTheContract().all().stream()
                        .filter(operation -> operation.rule().getScope() == Scope.SCOPE_OPERATOR))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(isLetIn(operation, all)).isFalse());
    }

    /** SWF has a word of its own for it. */
    private static String denied(Operation operation) {
        return operation.service().getSigningName().equals("swf")
                ? "OperationNotPermittedFault"
                : "AccessDeniedException";
    }

    private static Set<String> set(int bits) {
        Set<String> scopes = new TreeSet<>();
        for (int i = 0; i < SCOPES.size(); i++) {
            if ((bits & 1 << i) != 0) {
                scopes.add(SCOPES.get(i));
            }
        }
        return scopes;
    }

    /** Whether the plane was asked; if not, that the refusal is IAM's. */
    private boolean isLetIn(Operation operation, Set<String> scopes) {
        Caller caller = new Caller(
                new TenantId(1), new AccountId("123456789012"), new Region("us-east-1"), "KEY", scopes, "request");
        Fault fault = catchThrowableOfType(Fault.class, () -> ask(operation, caller));
        if (fault == null) {
            return true;
        }
        assertThat(fault.error()).isEqualTo(denied(operation));
        assertThat(fault.text())
                .startsWith("User: arn:aws:iam::123456789012:user/KEY is not authorized to perform: "
                        + Guard.action(operation));
        assertThat(plane.asked()).as("a refused question goes no further").isEmpty();
        return false;
    }

    private void ask(Operation operation, Caller caller) {
        plane.reset();
        if (operation.isStream()) {
            guard.watch(operation, caller, operation.request(), new Deaf());
        } else {
            guard.call(operation, caller, operation.request());
        }
    }

    /** Goes at once. */
    private static final class Deaf implements Audience<Message> {
        @Override
        public boolean hear(Message message) {
            return false;
        }

        @Override
        public void whenGone(Runnable action) {
            action.run();
        }
    }
}
