// The short names by which the modules know the records of the scene.

/** A text by language. */
type Words = Record<string, string>;
type Status = Records.SceneStatus;
type Aspect = Records.SceneAspect;
type Spell = Records.Member;
/** A state of a section. */
type SectionState = Records.Segment;
type Statistic = Records.StatisticFact;
type Country = Records.SceneCountry;
type BlocEvent = Records.Event;
type Place = Records.ScenePlace;
type Stop = Records.StopFact;
type Section = Records.SceneSection;
type Branch = Records.SceneBranch;
type LowerBound = Records.SceneBound;
type Route = Records.SceneRoute;
type Role = Route["role"];
type Need = keyof Records.SceneSymbology["label_needs"];
type End = Records.JourneyEnd;
type Journey = Records.SceneJourney;
type Step = Records.Step;
type Dispute = Records.SceneDispute;
type Source = Records.SceneSource;
type Projection = Records.SceneProjection;
type Claim = Records.Claim;
type Verdict = Claim["verdict"];
type FrameClass = Records.FrameClass;
type Frame = Records.SceneFrame;
type Scene = Records.SceneData;
