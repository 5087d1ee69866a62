package dev.stepwell.checks.laws;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The laws as rules over packages, so that each can be held against the house and against an offender made for it. */
final class Laws {
    static final String HOUSE = "dev.stepwell..";

    /** Kinds of things a pure room may not name (law 3). */
    private static final String[] IMPURE_PACKAGES = {
        "org.slf4j..",
        "java.util.logging..",
        "ch.qos.logback..",
        "org.apache.logging..",
        "com.google.protobuf..",
        "io.grpc..",
        "io.micronaut..",
        "jakarta.inject..",
        "reactor..",
        "org.jooq..",
        "java.sql..",
        "javax.sql..",
        "io.lettuce..",
        "io.netty..",
        "java.net.http..",
        "java.util.concurrent.locks..",
        "dev.stepwell.contracts.."
    };

    private static final Set<String> IMPURE_TYPES = Set.of(
            "java.time.Clock",
            "java.time.InstantSource",
            "java.util.Timer",
            "java.util.TimerTask",
            "java.util.Random",
            "java.util.random.RandomGeneratorFactory",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.lang.Process");

    private static final Set<String> IMPURE_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.identityHashCode",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of");

    /** What a store may be asked without a tenant, and why. Whatever reads a tenant's data can never stand here. */
    private static final Map<String, String> TENANTLESS = Map.of(
            "Store.join", "a node serves all tenants",
            "Store.renew", "a node serves all tenants",
            "Store.leave", "a node serves all tenants",
            "Store.nodes", "a node serves all tenants",
            "Store.orphans", "finds work through a view that returns ids only",
            "Store.wakeUps", "finds work through a view that returns ids only",
            "Store.openOffers", "finds work through a view that returns ids only",
            "Store.receivers", "finds work through a view that returns ids only",
            "ObjectStore.close", "connections are nobody's");

    private Laws() {}

    /** Law 3: these packages name no clock, randomness, thread, logger, transport or store. */
    static ArchRule pure(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(impureType())
                .orShould()
                .accessTargetWhere(impureCall())
                .because(
                        "a turn is a function of state, inputs and Turn (law 2), so nothing else may be at hand (law 3)");
    }

    /** The plan (§1): classes of a room know, of the house, only the given packages. */
    static ArchRule knowsOnly(String room, String... rooms) {
        return classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(HOUSE)
                        .and(DescribedPredicate.not(resideInAnyPackage(rooms).or(resideInAnyPackage(room))))
                        .negate()
                        .as("are outside the house or in %s", String.join(", ", rooms)))
                .because("no plane depends on another plane's shell (blueprint §1)");
    }

    /** Law 8: the first argument of every store method names its tenant: by its id, in a key, or in a group that carries it. */
    static ArchRule tenantFirst(String packages) {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areInterfaces()
                .and()
                .areDeclaredInClassesThat()
                .haveNameMatching(".*(Store|Survey)")
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(packages)
                .should(takeATenantFirst());
    }

    private static DescribedPredicate<JavaClass> impureType() {
        return describe(
                "are a clock, randomness, a thread, a logger, a transport or a store",
                type -> resideInAnyPackage(IMPURE_PACKAGES).test(type)
                        || IMPURE_TYPES.contains(type.getName())
                        || runsThings(type));
    }

    private static boolean runsThings(JavaClass type) {
        return type.getPackageName().equals("java.util.concurrent")
                && Stream.of("Executor", "Future", "Fork", "Thread", "Completion")
                        .anyMatch(type.getSimpleName()::contains);
    }

    private static DescribedPredicate<JavaAccess<?>> impureCall() {
        return describe("read a clock, the surroundings or randomness that the Turn did not give", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return IMPURE_CALLS.contains(owner + "." + name)
                    || (owner.startsWith("java.time.") && name.equals("now"))
                    || (owner.equals("java.util.SplittableRandom") && isWithoutSeed(access));
        });
    }

    private static boolean isWithoutSeed(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.ConstructorCallTarget made
                && made.getRawParameterTypes().isEmpty();
    }

    private static ArchCondition<JavaMethod> takeATenantFirst() {
        return new ArchCondition<>("take a TenantId, an ExecutionKey or a group first") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean kept = TENANTLESS.containsKey(method.getOwner().getSimpleName() + "." + method.getName())
                        || method.getModifiers().contains(JavaModifier.STATIC)
                        || method.getParameterTypes().stream()
                                .findFirst()
                                .filter(Laws::namesATenant)
                                .isPresent();
                events.add(new SimpleConditionEvent(
                        method, kept, method.getFullName() + " does not name its tenant first (law 8)"));
            }
        };
    }

    /** The id, the key, or a group: a collection whose elements hold one of them. */
    private static boolean namesATenant(JavaType first) {
        if (first instanceof JavaParameterizedType group && first.toErasure().isAssignableTo(Collection.class)) {
            return group.getActualTypeArguments().stream()
                    .map(JavaType::toErasure)
                    .allMatch(element -> isTenant(element)
                            || element.getFields().stream().anyMatch(field -> isTenant(field.getRawType())));
        }
        return isTenant(first.toErasure());
    }

    private static boolean isTenant(JavaClass type) {
        return type.isEquivalentTo(TenantId.class) || type.isEquivalentTo(ExecutionKey.class);
    }
}
