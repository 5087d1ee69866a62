package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.contracts.platform.v1.CreateKeyRequest;
import dev.stepwell.contracts.platform.v1.IssuedKey;
import dev.stepwell.contracts.platform.v1.ListKeysRequest;
import dev.stepwell.contracts.platform.v1.ListKeysResponse;
import dev.stepwell.contracts.platform.v1.RevokeKeyRequest;
import dev.stepwell.contracts.platform.v1.RevokeKeyResponse;
import dev.stepwell.contracts.platform.v1.RotateKeyRequest;
import dev.stepwell.contracts.platform.v1.SetKeyRateRequest;
import dev.stepwell.control.access.KeyBook;
import dev.stepwell.control.access.KeyDetail;
import dev.stepwell.control.access.KeyTerms;
import dev.stepwell.control.access.Scopes;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.tenants.TenantDirectory;
import dev.stepwell.control.tenants.TenantEntry;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Keys as they are managed: by a tenant's own admins, and by operators, who say whose keys they mean. */
final class KeyBookActions {
    private static final long DEFAULT_OVERLAP_SECONDS = Duration.ofDays(1).toSeconds();

    private final KeyBook keys;
    private final TenantDirectory directory;

    KeyBookActions(KeyBook keys, TenantDirectory directory) {
        this.keys = keys;
        this.directory = directory;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("CreateKey", CreateKeyRequest.class, (c, r) -> create(own(c, r.hasAccount()), r))
                .add("ListKeys", ListKeysRequest.class, (c, r) -> list(own(c, r.hasAccount()), c, r))
                .add("RevokeKey", RevokeKeyRequest.class, (c, r) -> revoke(own(c, r.hasAccount()), r))
                .add("RotateKey", RotateKeyRequest.class, (c, r) -> rotate(own(c, r.hasAccount()), r))
                .add("SetKeyRate", SetKeyRateRequest.class, (c, r) -> setRate(own(c, r.hasAccount()), r))
                .add("CreateTenantKey", CreateKeyRequest.class, (c, r) -> create(live(r.getAccount()), r))
                .add("ListTenantKeys", ListKeysRequest.class, (c, r) -> list(any(r.getAccount()), c, r))
                .add("RevokeTenantKey", RevokeKeyRequest.class, (c, r) -> revoke(any(r.getAccount()), r))
                .add("SetTenantKeyRate", SetKeyRateRequest.class, (c, r) -> setRate(any(r.getAccount()), r))
                .add("RotateTenantKey", RotateKeyRequest.class, (c, r) -> rotate(live(r.getAccount()), r))
                .build();
    }

    private static TenantId own(Caller caller, boolean namesOne) {
        if (namesOne) {
            throw new Fault("ValidationException", "Only operators say whose keys they mean");
        }
        return caller.tenant();
    }

    private TenantId any(String account) {
        return directory.find(account).id();
    }

    private TenantId live(String account) {
        TenantEntry tenant = directory.find(account);
        if (tenant.status() == TenantEntry.Status.DELETING) {
            throw new Fault("ConflictException", "The tenant is being deleted");
        }
        return tenant.id();
    }

    private IssuedKey create(TenantId tenant, CreateKeyRequest request) {
        Set<String> scopes = request.getScopesCount() == 0 ? Scopes.ALL : Set.copyOf(request.getScopesList());
        KeyTerms terms = new KeyTerms(
                Translation.present(request.hasPrincipal(), request.getPrincipal()),
                scopes,
                request.getResourcesList(),
                request.getNetworksList(),
                rate(
                        Translation.present(request.hasRatePerSecond(), request.getRatePerSecond()),
                        Translation.present(request.hasBurst(), request.getBurst())),
                Translation.present(
                        request.hasExpiresAt(),
                        Instant.ofEpochSecond(
                                request.getExpiresAt().getSeconds(),
                                request.getExpiresAt().getNanos())));
        return message(keys.create(tenant, KeyBook.Kind.valueOf(request.getKind()), terms));
    }

    /** Whoever says nothing of bursts means no more at once than in a second. */
    private static Optional<Rate> rate(Optional<Integer> perSecond, Optional<Integer> burst) {
        if (perSecond.isEmpty() && burst.isPresent()) {
            throw new Fault("ValidationException", "A burst is of a rate: ratePerSecond is missing");
        }
        return perSecond.map(rate -> new Rate(rate, burst.orElse(rate)));
    }

    private dev.stepwell.contracts.platform.v1.KeyDetail setRate(TenantId tenant, SetKeyRateRequest request) {
        return message(keys.setRate(
                tenant,
                request.getKeyId(),
                rate(
                        Translation.present(request.hasRatePerSecond(), request.getRatePerSecond()),
                        Translation.present(request.hasBurst(), request.getBurst()))));
    }

    private ListKeysResponse list(TenantId tenant, Caller caller, ListKeysRequest request) {
        Page<KeyDetail> page = keys.list(
                tenant,
                caller,
                request.getMaxResults(),
                Translation.present(request.hasNextToken(), request.getNextToken()));
        ListKeysResponse.Builder answer = ListKeysResponse.newBuilder();
        page.items().forEach(key -> answer.addKeys(message(key)));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private RevokeKeyResponse revoke(TenantId tenant, RevokeKeyRequest request) {
        keys.revoke(tenant, request.getKeyId());
        return RevokeKeyResponse.getDefaultInstance();
    }

    private IssuedKey rotate(TenantId tenant, RotateKeyRequest request) {
        long overlap = request.hasOverlapSeconds() ? request.getOverlapSeconds() : DEFAULT_OVERLAP_SECONDS;
        return message(keys.rotate(tenant, request.getKeyId(), Duration.ofSeconds(overlap)));
    }

    private static IssuedKey message(KeyBook.Issued issued) {
        IssuedKey.Builder message = IssuedKey.newBuilder().setKey(message(issued.detail()));
        switch (KeyBook.Kind.valueOf(issued.detail().kind())) {
            case SIGNING -> message.setSecretAccessKey(issued.secret());
            case BEARER -> message.setApiKey(issued.secret());
        }
        return message.build();
    }

    private static dev.stepwell.contracts.platform.v1.KeyDetail message(KeyDetail key) {
        var message = dev.stepwell.contracts.platform.v1.KeyDetail.newBuilder()
                .setKeyId(key.keyId())
                .setKind(key.kind())
                .setPrincipal(key.principal())
                .setStatus(key.status())
                .addAllScopes(key.terms().scopes().stream().sorted().toList())
                .addAllResources(key.terms().resources())
                .addAllNetworks(key.terms().networks())
                .setCreatedAt(Translation.timestamp(key.createdAt()));
        key.terms().expiresAt().ifPresent(at -> message.setExpiresAt(Translation.timestamp(at)));
        key.terms()
                .rate()
                .ifPresent(rate -> message.setRatePerSecond(rate.perSecond()).setBurst(rate.burst()));
        key.lastUsedAt().ifPresent(at -> message.setLastUsedAt(Translation.timestamp(at)));
        return message.build();
    }
}
