using NodaTime;

namespace Outreach.Core.Subscribers;

/// <summary>A place in the USSD dialogue. Stored by its name in the line's trail.</summary>
public abstract record Screen
{
    /// <summary>Shows something of the person, so the PIN comes first.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Shows or acts on what is owed, so the account is read.</summary>
    public virtual bool NeedsAccount => false;

    /// <summary>Says that what was typed was not taken, so what was typed beyond it is not taken either.</summary>
    public virtual bool Complains => false;

    /// <summary>Asks for a yes that binds: what was typed before it was seen is no answer.</summary>
    public virtual bool MustBeSeen => false;
}

public abstract record AccountScreen : Screen
{
    public override bool IsPersonal => true;
    public override bool NeedsAccount => true;
}
