namespace Outreach.Core.Texts;

/// <summary>Screen sentences with one text each. A property's name is its key after <c>Screen.</c>.</summary>
public sealed partial class Words
{

    /// <summary>An item of the menu More.</summary>
    public string DataItem => Say("Screen.DataItem");
    public string ReadItem => Say("Screen.ReadItem");
    public string NoMail => Say("Screen.NoMail");
    public string LeaveItem => Say("Screen.LeaveItem");
    public string OneMoreItem => Say("Screen.OneMoreItem");
    public string NoOtherProgramme => Say("Screen.NoOtherProgramme");
    public string WhichProgramme => Say("Screen.WhichProgramme");
    public string LeaveYes => Say("Screen.LeaveYes");
    public string LeaveBegun => Say("Screen.LeaveBegun");
    public string ContactItem => Say("Screen.ContactItem");
    public string NoContact => Say("Screen.NoContact");
    public string RemoveContact => Say("Screen.RemoveContact");
    public string ContactRemoved => Say("Screen.ContactRemoved");
    public string EraseItem => Say("Screen.EraseItem");

    /// <summary>Lists the data that erasure deletes and keeps, before the yes.</summary>
    public string ErasureAsked => Say("Screen.ErasureAsked");

    /// <summary>Refuses erasure while a debt, a question or a dispute is open.</summary>
    public string ErasureOpen => Say("Screen.ErasureOpen");
    public string ErasureDone => Say("Screen.ErasureDone");
    public string ErasureBegun => Say("Screen.ErasureBegun");

    /// <summary>Shown on a phone with several users.</summary>
    public string WhoIsThis => Say("Screen.WhoIsThis");

    /// <summary>Asks which user of a shared phone gets the offer.</summary>
    public string WhoThere => Say("Screen.WhoThere");

    /// <summary>Shown when no PIN is set and not every user of the phone may choose one.</summary>
    public string PinFromCoordinator => Say("Screen.PinFromCoordinator");

    /// <summary>Shown after a long silence on the number.</summary>
    public string StillYours => Say("Screen.StillYours");
    public string FreedSoon => Say("Screen.FreedSoon");
    public string StillMine => Say("Screen.StillMine");
    public string NotTheirs => Say("Screen.NotTheirs");
    public string ChangeNumberItem => Say("Screen.ChangeNumberItem");
    public string OldNumberItem => Say("Screen.OldNumberItem");
    public string NewNumber => Say("Screen.NewNumber");
    public string NewNumberAgain => Say("Screen.NewNumberAgain");
    public string OldNumber => Say("Screen.OldNumber");
    public string OldNumberPin => Say("Screen.OldNumberPin");
    public string NumberChanged => Say("Screen.NumberChanged");
    public string EasyPin => Say("Screen.EasyPin");
    public string EnterOldPin => Say("Screen.EnterOldPin");
    public string ChangePinItem => Say("Screen.ChangePinItem");
    public string PinChanged => Say("Screen.PinChanged");
    public string ResetRefused => Say("Screen.ResetRefused");
    public string Yes => Say("Screen.Yes");
    public string No => Say("Screen.No");
    public string FarmerItem => Say("Screen.FarmerItem");
    public string TraderItem => Say("Screen.TraderItem");
    public string LeaveOut => Say("Screen.LeaveOut");
    public string YesItem => Say("Screen.YesItem");
    public string NoItem => Say("Screen.NoItem");

    /// <summary>The keys below a question that can be postponed.</summary>
    public string YesNoLater => Say("Screen.YesNoLater");
    public string NotJoined => Say("Screen.NotJoined");
    public string Title => Say("Screen.Title");
    public string Balance => Say("Screen.Balance");
    public string OfferTerms => Say("Screen.OfferTerms");
    public string ToAnswer => Say("Screen.ToAnswer");
    public string LanguageItem => Say("Screen.LanguageItem");
    public string LanguageHelpItem => Say("Screen.LanguageHelpItem");
    public string PaymentItem => Say("Screen.PaymentItem");
    public string DeliveryItem => Say("Screen.DeliveryItem");
    public string PinItem => Say("Screen.PinItem");
    public string NumberItem => Say("Screen.NumberItem");
    public string PaymentsHeader => Say("Screen.PaymentsHeader");
    public string NothingToPay => Say("Screen.NothingToPay");
    public string DeliveriesHeader => Say("Screen.DeliveriesHeader");
    public string NothingToDeliver => Say("Screen.NothingToDeliver");
    public string HelpItem => Say("Screen.HelpItem");
    public string LessonsItem => Say("Screen.LessonsItem");

    /// <summary>Leads from a lesson's question to the list of courses.</summary>
    public string CoursesKey => Say("Screen.CoursesKey");
    public string NoCourses => Say("Screen.NoCourses");
    public string JoinCourse => Say("Screen.JoinCourse");
    public string LeaveCourse => Say("Screen.LeaveCourse");
    public string MessagesItem => Say("Screen.MessagesItem");
    public string StopAll => Say("Screen.StopAll");
    public string StartAll => Say("Screen.StartAll");
    public string Exit => Say("Screen.Exit");
    public string BackHome => Say("Screen.BackHome");
    public string More => Say("Screen.More");
    public string NotAChoice => Say("Screen.NotAChoice");
    public string Goodbye => Say("Screen.Goodbye");

    /// <summary>Shown after an error of ours; the session ends.</summary>
    public string Sorry => Say("Screen.Sorry");
    public string HelpText => Say("Screen.HelpText");
    public string ChooseLanguage => Say("Screen.ChooseLanguage");
    public string NotRegistered => Say("Screen.NotRegistered");
    public string AskToJoin => Say("Screen.AskToJoin");
    public string NotConfirmed => Say("Screen.NotConfirmed");
    public string InterestNoted => Say("Screen.InterestNoted");
    public string SessionDropped => Say("Screen.SessionDropped");
    public string GoOn => Say("Screen.GoOn");
    public string StartAgain => Say("Screen.StartAgain");
    public string EnterPin => Say("Screen.EnterPin");
    public string WrongPin => Say("Screen.WrongPin");
    public string ChoosePin => Say("Screen.ChoosePin");
    public string RepeatPin => Say("Screen.RepeatPin");
    public string PinsDiffer => Say("Screen.PinsDiffer");
    public string OwedToYouHeader => Say("Screen.OwedToYouHeader");
    public string YouOweHeader => Say("Screen.YouOweHeader");
    public string ByPersonItem => Say("Screen.ByPersonItem");
    public string ByAgeItem => Say("Screen.ByAgeItem");
    public string AllItem => Say("Screen.AllItem");
    public string ByPersonHeader => Say("Screen.ByPersonHeader");
    public string AgreementsHeader => Say("Screen.AgreementsHeader");
    public string NothingOwed => Say("Screen.NothingOwed");
    public string DueItem => Say("Screen.DueItem");
    public string MoreItem => Say("Screen.MoreItem");
    public string DueHeader => Say("Screen.DueHeader");
    public string NothingDue => Say("Screen.NothingDue");
    public string MoreHeader => Say("Screen.MoreHeader");
    public string StatementItem => Say("Screen.StatementItem");
    public string LetterItem => Say("Screen.LetterItem");
    public string ActionsKey => Say("Screen.ActionsKey");
    public string ProblemKey => Say("Screen.ProblemKey");
    public string WhereDelivered => Say("Screen.WhereDelivered");
    public string NoPlace => Say("Screen.NoPlace");
    public string MoreToCome => Say("Screen.MoreToCome");
    public string MoreComes => Say("Screen.MoreComes");
    public string ThatWasAll => Say("Screen.ThatWasAll");
    public string DoIt => Say("Screen.DoIt");
    public string SendItem => Say("Screen.SendItem");
    public string QuestionsHeader => Say("Screen.QuestionsHeader");
    public string NothingToAnswer => Say("Screen.NothingToAnswer");
    public string ChangeKey => Say("Screen.ChangeKey");
    public string CorrectKey => Say("Screen.CorrectKey");
    public string NoGrade => Say("Screen.NoGrade");
    public string NoAdvance => Say("Screen.NoAdvance");
    public string SendOrAmount => Say("Screen.SendOrAmount");
    public string SendLoad => Say("Screen.SendLoad");
    public string SameItem => Say("Screen.SameItem");
    public string AnotherItem => Say("Screen.AnotherItem");
    public string SaidBefore => Say("Screen.SaidBefore");
    public string AdvanceItem => Say("Screen.AdvanceItem");
    public string SendOffer => Say("Screen.SendOffer");
    public string AgreeOrRefuse => Say("Screen.AgreeOrRefuse");
    public string BackKey => Say("Screen.BackKey");
}
