namespace Outreach.Core.Kernel;

/// <summary>
/// Something an aggregate is asked to do. Derived types are written to storage by their name, so a rename is a migration.
/// </summary>
public abstract record Command;

/// <summary>The time that an aggregate asked to be woken at has come; it looks for itself what is due.</summary>
[StoredAs("Wake")] public sealed record Wake : Command;

/// <summary>
/// What a decision answers: the next state (the same object when nothing changed), what is to be carried out once it is committed,
/// and what to tell the caller at once.
/// </summary>
public sealed record Outcome<TState>(TState? State, IReadOnlyList<Effect> Effects, object? Reply = null) where TState : class
{
    /// <summary>Nothing changes and nothing follows.</summary>
    public static Outcome<TState> Nothing(TState? state, object? reply = null) => new(state, [], reply);
}
