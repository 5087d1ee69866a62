package dev.stepwell.control.domains;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.changes.ChangeKind;
import dev.stepwell.control.changes.ChangeLog;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.quotas.TenantQuotas;
import dev.stepwell.control.references.SwfRules;
import dev.stepwell.control.references.TextRules;
import dev.stepwell.control.tags.TagSet;
import dev.stepwell.control.tags.TagStore;
import dev.stepwell.control.tags.Tagged;
import dev.stepwell.control.tags.TaggedKind;
import dev.stepwell.names.SwfArn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** RegisterDomain, DescribeDomain, ListDomains, DeprecateDomain, UndeprecateDomain. */
public final class Domains {
    /** Of an account in a region, deprecated ones included (developer guide, "Quotas"). */
    private static final String MOST = "swf.Domains";

    private final ControlDatabase database;
    private final ChangeLog changes;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Domains in one database. */
    public Domains(ControlDatabase database, ChangeLog changes, PageTokens tokens, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** RegisterDomain: throws {@code DomainAlreadyExistsFault}, also when the domain is deprecated. */
    public void register(Caller caller, String name, Optional<String> description, Retention retention, TagSet tags) {
        SwfRules.name(name);
        description.ifPresent(text -> TextRules.storable("description", text));
        SwfArn.Domain arn = arn(caller, name);
        new Tagged(TaggedKind.DOMAIN, name, arn.toString())
                .checkCount(tags.byKey().size());
        Domain domain = new Domain(arn, description, retention, RegistrationStatus.REGISTERED);
        database.write(caller.tenant(), sql -> {
            if (!DomainStore.insert(caller.tenant(), sql, domain, now())) {
                throw alreadyExists(name);
            }
            long most = TenantQuotas.most(caller.tenant(), sql, MOST);
            if (DomainStore.areMoreThan(most, caller.tenant(), sql, arn)) {
                throw new Fault("LimitExceededFault", "An account has at most " + most + " domains in a region");
            }
            TagStore.put(caller.tenant(), caller.region(), sql, TaggedKind.DOMAIN, name, tags);
            return domain;
        });
    }

    /** DescribeDomain: throws {@code UnknownResourceFault}. Also what the execution plane asks. */
    public Domain describe(Caller caller, String name) {
        return database.read(caller.tenant(), sql -> DomainStore.find(caller.tenant(), sql, arn(caller, name)))
                .orElseThrow(() -> SwfRules.unknownDomain(name));
    }

    /** ListDomains: those in one status, in the order of their names. */
    public Page<Domain> list(Caller caller, RegistrationStatus status, SwfPages wanted) {
        String list = "ListDomains/" + status;
        SwfPages.Cut cut = wanted.cut(caller, tokens, list);
        List<Domain> rows = database.read(
                caller.tenant(), sql -> DomainStore.list(caller.tenant(), sql, arn(caller, ""), status, cut));
        return Page.of(
                rows,
                wanted.length(),
                domain -> wanted.tokenBehind(caller, tokens, list, domain.arn().domain()));
    }

    /**
     * DeprecateDomain: deprecates all types of the domain as well (API reference); throws {@code UnknownResourceFault} and
     * {@code DomainDeprecatedFault}.
     */
    public void deprecate(Caller caller, String name) {
        change(caller, name, now(), new Fault("DomainDeprecatedFault", name));
    }

    /**
     * UndeprecateDomain: its types stay deprecated until each is taken into use again; throws {@code UnknownResourceFault} and
     * {@code DomainAlreadyExistsFault}.
     */
    public void undeprecate(Caller caller, String name) {
        change(caller, name, null, alreadyExists(name));
    }

    private void change(Caller caller, String name, @Nullable Instant deprecatedAt, Fault already) {
        SwfArn.Domain arn = arn(caller, name);
        database.write(caller.tenant(), sql -> {
            if (!DomainStore.setDeprecated(caller.tenant(), sql, arn, deprecatedAt)) {
                throw DomainStore.find(caller.tenant(), sql, arn).isPresent() ? already : SwfRules.unknownDomain(name);
            }
            if (deprecatedAt != null) {
                DomainStore.deprecateTypes(caller.tenant(), sql, arn, deprecatedAt);
            }
            changes.append(caller.tenant(), sql, arn.region(), ChangeKind.SWF_DOMAIN_CHANGED, arn.toString());
            return arn;
        });
    }

    /** Refuses with {@code UnknownResourceFault} when there is no such domain. In the caller's transaction. */
    public static void require(Caller caller, DSLContext sql, String name) {
        if (DomainStore.find(caller.tenant(), sql, arn(caller, name)).isEmpty()) {
            throw SwfRules.unknownDomain(name);
        }
    }

    /**
     * Refuses with {@code UnknownResourceFault} or {@code DomainDeprecatedFault} when nothing may be registered in the domain; otherwise
     * it is not deprecated until the end of the caller's transaction.
     */
    public static void requireInUse(Caller caller, DSLContext sql, String name) {
        RegistrationStatus status = DomainStore.hold(caller.tenant(), sql, arn(caller, name))
                .orElseThrow(() -> SwfRules.unknownDomain(name));
        switch (status) {
            case REGISTERED -> {}
            case DEPRECATED -> throw new Fault("DomainDeprecatedFault", name);
        }
    }

    /** The ARN of a domain of the caller's. */
    public static SwfArn.Domain arn(Caller caller, String name) {
        TextRules.storable("name", name);
        return new SwfArn.Domain(caller.region().value(), caller.account().value(), name);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Fault alreadyExists(String name) {
        return new Fault("DomainAlreadyExistsFault", name);
    }
}
